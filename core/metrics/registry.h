#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vidimus::metrics {

class Histogram;
class HistogramSnapshot;

/// One stage, summed up.
struct StageSummary {
    std::string stage;
    std::uint64_t count = 0;
    double p50Ms = 0;
    double p95Ms = 0;
    double p99Ms = 0;
    double maxMs = 0;
    double totalMs = 0; ///< count / totalMs * 1000 is the rate of one thread doing nothing else
};

/// The histograms of every stage of one process. Handed to whoever measures (no global). Thread: any.
class Registry {
public:
    Registry();
    ~Registry();
    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;

    /// Made at the first mention; the reference stays valid as long as the registry. Keep it where calls are frequent.
    Histogram& histogram(std::string_view stage);

    /// Sorted by stage name; stages nothing was recorded for are left out.
    std::vector<StageSummary> summaries() const;

    /// Everything, for exporters: sorted by stage name; stages nothing was recorded for are left out.
    std::vector<std::pair<std::string, HistogramSnapshot>> snapshots() const;

    /// Forgets what was recorded (a bench between its warm-up and its run).
    void reset();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace vidimus::metrics
