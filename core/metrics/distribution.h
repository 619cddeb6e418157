#pragma once

#include <cstdint>
#include <vector>

namespace vidimus::metrics {

class HistogramSnapshot;

/// One bar of a distribution: how many values v have lowMs <= v < highMs.
struct DistributionBin {
    double lowMs = 0;
    double highMs = 0;
    std::uint64_t count = 0;
};

/// Bars of equal width on a logarithmic scale, `binsPerDecade` between 1 ms and 10 ms as between any other two powers of
/// ten, with their edges on the same values whatever was recorded, so that two distributions can be laid over each other.
/// Without gaps from the first bar that holds something to the last; empty when nothing was recorded. Anything under
/// 1 µs counts as 1 µs. The counts sum up to the snapshot's; edges are exact to the width of a bucket (3 %).
std::vector<DistributionBin> logDistribution(const HistogramSnapshot& snapshot, int binsPerDecade);

} // namespace vidimus::metrics
