#pragma once

#include <string_view>

#include <QObject>
#include <QTimer>

#include "core/metrics/registry.h"
#include "core/metrics/stage_history.h"

namespace vidimus::ui {

/// Looks at the registries once a second while somebody watches, and does nothing at all otherwise. GUI thread.
class LatencyFeed final : public QObject {
    Q_OBJECT
public:
    static constexpr int kIntervalMs = 1000;
    static constexpr int kKeptIntervals = 300; ///< five minutes

    /// Times of one set of models.
    class Track {
    public:
        explicit Track(const metrics::Registry& registry) : m_registry(registry), m_history(kKeptIntervals) {}

        /// All that was recorded since the start; null for a stage without any.
        const metrics::HistogramSnapshot* all(std::string_view stage) const;
        const metrics::StageHistory& history() const { return m_history; }
        bool isEmpty() const { return m_all.empty(); }
        const metrics::Registry& registry() const { return m_registry; }

    private:
        friend class LatencyFeed;
        const metrics::Registry& m_registry;
        metrics::StageHistory m_history;
        metrics::StageHistory::Snapshots m_all;
    };

    /// `other` is what the models in use were compared with. Both outlive the feed.
    LatencyFeed(const metrics::Registry& inUse, const metrics::Registry& other, QObject* parent = nullptr);

    /// Looks at once, then every second.
    void start();
    /// Nothing is looked at any more. `forget`: and nothing is kept.
    void stop(bool forget);
    bool isRunning() const { return m_timer.isActive(); }
    void look(metrics::StageHistory::Time now);

    const Track& inUse() const { return m_inUse; }
    const Track& other() const { return m_other; }
    metrics::StageHistory::Time lastLook() const { return m_lastLook; }

Q_SIGNALS:
    void looked();

private:
    QTimer m_timer;
    Track m_inUse;
    Track m_other;
    metrics::StageHistory::Time m_lastLook{};
};

} // namespace vidimus::ui
