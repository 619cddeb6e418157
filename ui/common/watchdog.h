#pragma once

#include <chrono>
#include <vector>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace vidimus::ui {

/// Notices when the event loop of its thread stood still: a timer that should ring every few milliseconds and rang
/// late. Meant for tests and for hunting (see VIDIMUS_WATCHDOG in main_gui.cpp); it costs next to nothing.
class Watchdog final : public QObject {
    Q_OBJECT
public:
    struct Stall {
        std::chrono::milliseconds wall{0};
        /// Processor time this thread used meanwhile: far below `wall` when the system gave the core to others.
        std::chrono::milliseconds busy{0};
    };

    explicit Watchdog(std::chrono::milliseconds bound = std::chrono::milliseconds(50), QObject* parent = nullptr);

    void start();
    void stop();

    const std::vector<Stall>& stalls() const { return m_stalls; }
    Stall longest() const { return m_longest; }

Q_SIGNALS:
    void stalled(std::chrono::milliseconds wall, std::chrono::milliseconds busy);

private:
    void check();

    std::chrono::milliseconds m_bound;
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    std::chrono::nanoseconds m_busyAtTick{0};
    std::vector<Stall> m_stalls;
    Stall m_longest;
};

} // namespace vidimus::ui
