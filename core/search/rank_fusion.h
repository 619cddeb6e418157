#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/ids.h"

namespace vidimus::search {

struct FusedHit {
    PhotoId id;
    float score = 0.f; ///< 1 for what every ranking puts first
};

/// Reciprocal rank fusion (Cormack, Clarke & Büttcher, 2009): 1 / (60 + rank) summed over the rankings, so that no score
/// of one kind has to be compared with one of another. Best first, ties by id.
std::vector<FusedHit> fuseRankings(std::span<const std::vector<PhotoId>> rankings, std::size_t limit);

} // namespace vidimus::search
