#include <thread>

#include <QTest>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <sched.h>
#endif

#include "core/base/background_thread.h"

namespace {

/// How the system ranks the calling thread.
int standing()
{
#ifdef Q_OS_WIN
    return GetThreadPriority(GetCurrentThread());
#else
    return sched_getscheduler(0);
#endif
}

#ifdef Q_OS_WIN
constexpr int kBehindOthers = THREAD_PRIORITY_BELOW_NORMAL;
#else
constexpr int kBehindOthers = SCHED_IDLE;
#endif

} // namespace

/// One thread gives way, not its program.
class BackgroundThreadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheThreadThatAsks()
    {
        const int before = standing();
        int inside = before;
        std::thread([&] {
            vidimus::workInBackground();
            inside = standing();
        }).join();
        QCOMPARE(inside, kBehindOthers);
        QCOMPARE(standing(), before);
    }
};

QTEST_GUILESS_MAIN(BackgroundThreadTest)
#include "background_thread_test.moc"
