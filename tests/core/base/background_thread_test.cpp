#include <thread>

#include <QTest>

#ifdef __linux__
#include <sched.h>
#endif

#include "core/base/background_thread.h"

/// One thread gives way, not its program.
class BackgroundThreadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheThreadThatAsks()
    {
#ifdef __linux__
        const int before = sched_getscheduler(0);
        int inside = before;
        std::thread([&] {
            vidimus::workInBackground();
            inside = sched_getscheduler(0);
        }).join();
        QCOMPARE(inside, SCHED_IDLE);
        QCOMPARE(sched_getscheduler(0), before);
#else
        QSKIP("How a thread stands is read on Linux only.");
#endif
    }
};

QTEST_GUILESS_MAIN(BackgroundThreadTest)
#include "background_thread_test.moc"
