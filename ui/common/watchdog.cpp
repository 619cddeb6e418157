#include "ui/common/watchdog.h"

#include <ctime>

namespace vidimus::ui {

namespace {

constexpr std::chrono::milliseconds kTick(5);

std::chrono::nanoseconds threadProcessorTime()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec time{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0)
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#endif
    return std::chrono::nanoseconds(0);
}

} // namespace

Watchdog::Watchdog(std::chrono::milliseconds bound, QObject* parent) : QObject(parent), m_bound(bound)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kTick);
    connect(&m_timer, &QTimer::timeout, this, &Watchdog::check);
}

void Watchdog::start()
{
    m_stalls.clear();
    m_longest = {};
    m_sinceTick.start();
    m_busyAtTick = threadProcessorTime();
    m_timer.start();
}

void Watchdog::stop()
{
    if (m_timer.isActive())
        check();
    m_timer.stop();
}

void Watchdog::check()
{
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    const std::chrono::nanoseconds busyNow = threadProcessorTime();
    const Stall stall{milliseconds(m_sinceTick.restart()) - kTick, duration_cast<milliseconds>(busyNow - m_busyAtTick)};
    m_busyAtTick = busyNow;
    if (stall.wall > m_longest.wall)
        m_longest = stall;
    if (stall.wall <= m_bound)
        return;
    m_stalls.push_back(stall);
    Q_EMIT stalled(stall.wall, stall.busy);
}

} // namespace vidimus::ui
