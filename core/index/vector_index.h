#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/embedding.h"
#include "core/base/error.h"
#include "core/base/ids.h"

namespace vidimus::index {

struct Neighbour {
    PhotoId id;
    float similarity = 0.f; ///< cosine, -1..1
};

/// Restricts a search to these photos; sorted ascending, no doubles.
using IdSet = std::vector<PhotoId>;

/// Nearest neighbours by cosine over unit vectors of one model.
///
/// Thread: search() from any number of threads at once; add(), remove() from any thread, they exclude searches for the
/// time of the change.
class VectorIndex {
public:
    virtual ~VectorIndex() = default;

    virtual int dimension() const = 0;
    virtual std::size_t size() const = 0;
    virtual bool contains(PhotoId id) const = 0;
    /// Every photo it has, ascending: what a caller compares with the database to mend the difference.
    virtual std::vector<PhotoId> ids() const = 0;

    /// Replaces the vector of an id it has; the length is set to 1 here. InvalidArgument for a wrong dimension, for
    /// values that are not finite and for a vector of zeros.
    virtual Result<void> add(PhotoId id, std::span<const float> vector) = 0;
    /// False when the id is not there.
    virtual bool remove(PhotoId id) = 0;

    /// The up to k most similar, best first, ties by id. With `among`, only those; k come back when k exist there.
    virtual Result<std::vector<Neighbour>> search(std::span<const float> query, std::size_t k,
                                                  const IdSet* among = nullptr) const = 0;
};

} // namespace vidimus::index
