#include "core/metrics/distribution.h"

#include <cmath>

#include "core/metrics/histogram.h"

namespace vidimus::metrics {

namespace {

constexpr double kLeastMs = 0.001;

/// The largest whole number of nanoseconds below an edge.
std::chrono::nanoseconds justBelow(double ms)
{
    return std::chrono::nanoseconds(static_cast<std::int64_t>(std::ceil(ms * 1e6)) - 1);
}

} // namespace

std::vector<DistributionBin> logDistribution(const HistogramSnapshot& snapshot, int binsPerDecade)
{
    std::vector<DistributionBin> bins;
    if (snapshot.count() == 0 || binsPerDecade < 1)
        return bins;
    const auto edge = [binsPerDecade](int index) {
        return kLeastMs * std::pow(10.0, static_cast<double>(index) / binsPerDecade);
    };
    std::uint64_t passed = 0;
    for (int index = 0; passed < snapshot.count(); ++index) {
        const std::uint64_t upToHere = snapshot.countUpTo(justBelow(edge(index + 1)));
        const std::uint64_t count = upToHere - passed;
        passed = upToHere;
        if (count > 0 || !bins.empty())
            bins.push_back({edge(index), edge(index + 1), count});
    }
    return bins;
}

} // namespace vidimus::metrics
