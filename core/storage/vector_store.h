#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/embedding.h"
#include "core/base/error.h"
#include "core/base/ids.h"

namespace vidimus::storage {

class Database;

/// The vectors that one embedding model made of a library's photos, for reading. A small value; the library outlives it.
/// Thread: any.
class VectorStore {
public:
    /// `key`: the library's of the model; 0 has no vectors.
    VectorStore(const Database& database, ModelId model, std::int64_t key)
        : m_database(&database), m_model(std::move(model)), m_key(key)
    {}

    const ModelId& model() const { return m_model; }

    /// Nothing when there is none yet.
    Result<std::optional<Embedding>> embedding(PhotoId photo) const;
    /// Every vector added after `revision` (0: all), ascending by photo. `take` is called during the read.
    Result<void> each(std::uint64_t revision, const std::function<void(PhotoId, std::span<const float>)>& take,
                      std::stop_token stop) const;
    /// The photos that have one, ascending.
    Result<std::vector<PhotoId>> photos() const;
    /// Grows with every vector added or removed: equal numbers mean equal sets.
    Result<std::uint64_t> revision() const;

private:
    const Database* m_database;
    ModelId m_model;
    std::int64_t m_key;
};

} // namespace vidimus::storage
