#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include "ui/common/watchdog.h"

using namespace vidimus::ui;
using std::chrono::milliseconds;

class UiWatchdogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBusyLoopIsNoticed()
    {
        Watchdog watchdog(milliseconds(50));
        QSignalSpy stalled(&watchdog, &Watchdog::stalled);
        watchdog.start();
        QTimer::singleShot(0, this, [] {
            QElapsedTimer clock;
            clock.start();
            while (clock.elapsed() < 120) {}
        });
        QTRY_VERIFY(stalled.size() >= 1);
        QVERIFY(watchdog.longest().wall >= milliseconds(100));
        QVERIFY(watchdog.stalls().size() >= 1);
        watchdog.stop();
    }

    void startingAnewForgets()
    {
        Watchdog watchdog(milliseconds(0));
        watchdog.start();
        QTRY_VERIFY(!watchdog.stalls().empty());
        watchdog.stop();
        watchdog.start();
        QVERIFY(watchdog.stalls().empty());
        QCOMPARE(watchdog.longest().wall, milliseconds(0));
    }
};

QTEST_GUILESS_MAIN(UiWatchdogTest)
#include "ui_watchdog.moc"
