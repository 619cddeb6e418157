#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/metrics/histogram.h"

namespace vidimus::metrics {

/// What the stages took lately: the difference between one look at a registry and the next, for a bounded number of
/// looks. Holds nothing until it is fed. Thread: the one that holds it.
class StageHistory {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Snapshots = std::vector<std::pair<std::string, HistogramSnapshot>>; ///< as Registry::snapshots() has them

    /// What one stage did between two looks. Only there when it did something.
    struct Point {
        Time from;
        Time to;
        std::uint64_t count = 0;
        double p50Ms = 0;
        double p95Ms = 0;
    };

    /// Keeps the last `capacity` intervals.
    explicit StageHistory(std::size_t capacity);

    /// The first look is only what the second is compared with. `now` grows from look to look.
    void look(const Snapshots& snapshots, Time now);
    /// The next look is a first one again: what happens until then belongs to no interval.
    void interrupt();
    /// Forgets everything.
    void clear();

    /// Oldest first.
    std::vector<Point> points(std::string_view stage) const;
    /// Records a second over the last `window` before the last look, or over what there is of it; 0 without any.
    double rate(std::string_view stage, std::chrono::duration<double> window) const;

    std::size_t intervals() const { return m_intervals.size(); }
    /// No interval holds anything.
    bool isEmpty() const;

private:
    struct Interval {
        Time from;
        Time to;
        std::map<std::string, Point, std::less<>> stages;
    };

    const std::size_t m_capacity;
    std::deque<Interval> m_intervals;
    std::map<std::string, HistogramSnapshot, std::less<>> m_last;
    Time m_lastTime{};
    bool m_looked = false;
};

} // namespace vidimus::metrics
