#include <thread>

#include <QTest>

#ifdef __linux__
#include <sys/resource.h>
#endif

#include "core/base/background_thread.h"

/// One thread gives way, not its program.
class BackgroundThreadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheThreadThatAsks()
    {
#ifdef __linux__
        const int before = getpriority(PRIO_PROCESS, 0);
        int inside = before;
        std::thread([&] {
            vidimus::workInBackground();
            inside = getpriority(PRIO_PROCESS, 0);
        }).join();
        QVERIFY(inside >= 10);
        QCOMPARE(getpriority(PRIO_PROCESS, 0), before);
#else
        QSKIP("How a thread stands is read on Linux only.");
#endif
    }
};

QTEST_GUILESS_MAIN(BackgroundThreadTest)
#include "background_thread_test.moc"
