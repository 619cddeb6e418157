#include "core/search/rank_fusion.h"

#include <algorithm>
#include <unordered_map>

namespace vidimus::search {

namespace {

constexpr double kRankOffset = 60; // the paper's: how little the very first ranks differ

} // namespace

std::vector<FusedHit> fuseRankings(std::span<const std::vector<PhotoId>> rankings, std::size_t limit)
{
    std::unordered_map<PhotoId, double> sums;
    for (const auto& ranking : rankings)
        for (std::size_t rank = 0; rank < ranking.size(); ++rank)
            sums[ranking[rank]] += 1.0 / (kRankOffset + static_cast<double>(rank + 1));

    const double best = static_cast<double>(rankings.size()) / (kRankOffset + 1);
    std::vector<FusedHit> hits;
    hits.reserve(sums.size());
    for (const auto& [id, sum] : sums)
        hits.push_back({id, static_cast<float>(sum / best)});
    std::sort(hits.begin(), hits.end(), [](const FusedHit& a, const FusedHit& b) {
        return a.score != b.score ? a.score > b.score : a.id < b.id;
    });
    if (hits.size() > limit)
        hits.resize(limit);
    return hits;
}

} // namespace vidimus::search
