#include "core/metrics/stage_history.h"

#include <algorithm>

namespace vidimus::metrics {

namespace {

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

StageHistory::StageHistory(std::size_t capacity) : m_capacity(std::max<std::size_t>(1, capacity)) {}

void StageHistory::look(const Snapshots& snapshots, Time now)
{
    Interval interval{m_lastTime, now, {}};
    for (const auto& [stage, snapshot] : snapshots) {
        HistogramSnapshot& last = m_last[stage];
        if (m_looked) {
            const HistogramSnapshot since = snapshot.since(last);
            if (since.count() > 0)
                interval.stages[stage] = {interval.from, interval.to, since.count(), milliseconds(since.quantile(0.50)),
                                          milliseconds(since.quantile(0.95))};
        }
        last = snapshot;
    }
    if (m_looked) {
        m_intervals.push_back(std::move(interval));
        if (m_intervals.size() > m_capacity)
            m_intervals.pop_front();
    }
    m_looked = true;
    m_lastTime = now;
}

void StageHistory::interrupt()
{
    m_looked = false;
    m_last.clear();
}

void StageHistory::clear()
{
    interrupt();
    m_intervals.clear();
}

std::vector<StageHistory::Point> StageHistory::points(std::string_view stage) const
{
    std::vector<Point> points;
    for (const Interval& interval : m_intervals) {
        if (const auto found = interval.stages.find(stage); found != interval.stages.end())
            points.push_back(found->second);
    }
    return points;
}

double StageHistory::rate(std::string_view stage, std::chrono::duration<double> window) const
{
    std::uint64_t count = 0;
    std::chrono::duration<double> covered{0};
    for (auto interval = m_intervals.rbegin(); interval != m_intervals.rend(); ++interval) {
        if (m_intervals.back().to - interval->from > window && covered.count() > 0)
            break;
        covered += interval->to - interval->from;
        if (const auto found = interval->stages.find(stage); found != interval->stages.end())
            count += found->second.count;
    }
    return covered.count() > 0 ? static_cast<double>(count) / covered.count() : 0;
}

bool StageHistory::isEmpty() const
{
    return std::all_of(m_intervals.begin(), m_intervals.end(),
                       [](const Interval& interval) { return interval.stages.empty(); });
}

} // namespace vidimus::metrics
