#include "core/metrics/registry.h"

#include <chrono>
#include <functional>
#include <map>
#include <mutex>

#include "core/metrics/histogram.h"

namespace vidimus::metrics {

class Registry::Private {
public:
    mutable std::mutex mutex; ///< guards the map; the histograms need no guard
    std::map<std::string, std::unique_ptr<Histogram>, std::less<>> histograms;
};

Registry::Registry() : d(std::make_unique<Private>()) {}

Registry::~Registry() = default;

Histogram& Registry::histogram(std::string_view stage)
{
    const std::lock_guard lock(d->mutex);
    auto found = d->histograms.find(stage);
    if (found == d->histograms.end())
        found = d->histograms.emplace(stage, std::make_unique<Histogram>()).first;
    return *found->second;
}

std::vector<std::pair<std::string, HistogramSnapshot>> Registry::snapshots() const
{
    std::vector<std::pair<std::string, HistogramSnapshot>> result;
    const std::lock_guard lock(d->mutex);
    for (const auto& [stage, histogram] : d->histograms) {
        HistogramSnapshot snapshot = histogram->snapshot();
        if (snapshot.count() > 0)
            result.emplace_back(stage, std::move(snapshot));
    }
    return result;
}

std::vector<StageSummary> Registry::summaries() const
{
    const auto ms = [](std::chrono::nanoseconds time) {
        return std::chrono::duration<double, std::milli>(time).count();
    };
    std::vector<StageSummary> result;
    for (const auto& [stage, snapshot] : snapshots()) {
        StageSummary summary;
        summary.stage = stage;
        summary.count = snapshot.count();
        summary.p50Ms = ms(snapshot.quantile(0.50));
        summary.p95Ms = ms(snapshot.quantile(0.95));
        summary.p99Ms = ms(snapshot.quantile(0.99));
        summary.maxMs = ms(snapshot.max());
        summary.totalMs = ms(snapshot.sum());
        result.push_back(std::move(summary));
    }
    return result;
}

void Registry::reset()
{
    const std::lock_guard lock(d->mutex);
    for (const auto& [stage, histogram] : d->histograms)
        histogram->reset();
}

} // namespace vidimus::metrics
