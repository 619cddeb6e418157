#pragma once

#include <cstddef>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/base/embedding.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/search/calibration.h"
#include "core/search/query_embedder.h"
#include "core/search/search_results.h"

namespace vidimus::search {

class LibraryIndex;

/// Says of hits how relevant they are and which stand above the line, by a calibration. Where it knows nothing they are
/// left as they are. A few look-ups of the hits' vectors: tenths of a millisecond for 200. Thread: any.
class HitJudge {
public:
    HitJudge(const LibraryIndex& index, std::shared_ptr<const Calibration> calibration);

    /// `searched`: the pictures that the hits are the nearest of. Hits that fit worse than any text would, and hold none of
    /// the words, are left out.
    Result<void> judge(const QueryVectors& vectors, std::size_t searched, std::vector<Hit>& hits) const;

private:
    using Cosines = std::unordered_map<PhotoId, float>;

    Result<void> readCosines(const Embedding& direction, const std::vector<Hit>& hits, Cosines& known) const;
    Calibration::Expectation ofTexts(const Cosines& toCommon, PhotoId photo) const;
    void judgeByWish(const Cosines& z, std::size_t searched, std::vector<Hit>& hits) const;
    Result<void> doubtUnwanted(const Embedding& unwanted, const Cosines& toCommon, std::vector<Hit>& hits) const;

    const LibraryIndex& m_index;
    const std::shared_ptr<const Calibration> m_calibration;
};

} // namespace vidimus::search
