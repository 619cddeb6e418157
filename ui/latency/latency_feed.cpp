#include "ui/latency/latency_feed.h"

#include <algorithm>
#include <chrono>

namespace vidimus::ui {

const metrics::HistogramSnapshot* LatencyFeed::Track::all(std::string_view stage) const
{
    const auto found =
        std::find_if(m_all.begin(), m_all.end(), [stage](const auto& entry) { return entry.first == stage; });
    return found == m_all.end() ? nullptr : &found->second;
}

LatencyFeed::LatencyFeed(const metrics::Registry& inUse, const metrics::Registry& other, QObject* parent)
    : QObject(parent), m_inUse(inUse), m_other(other)
{
    m_timer.setInterval(kIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { look(std::chrono::steady_clock::now()); });
}

void LatencyFeed::start()
{
    if (m_timer.isActive())
        return;
    m_timer.start();
    look(std::chrono::steady_clock::now());
}

void LatencyFeed::stop(bool forget)
{
    m_timer.stop();
    for (Track* track : {&m_inUse, &m_other}) {
        if (forget) {
            track->m_history.clear();
            track->m_all = {};
        } else {
            track->m_history.interrupt();
        }
    }
}

void LatencyFeed::look(metrics::StageHistory::Time now)
{
    for (Track* track : {&m_inUse, &m_other}) {
        track->m_all = track->m_registry.snapshots();
        track->m_history.look(track->m_all, now);
    }
    m_lastLook = now;
    Q_EMIT looked();
}

} // namespace vidimus::ui
