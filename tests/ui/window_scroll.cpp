#include <QElapsedTimer>
#include <QScrollBar>
#include <QTest>
#include <QTimer>

#include "ui/common/watchdog.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/shell/gallery_stack.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSlowBuild = true;
#else
constexpr bool kSlowBuild = false;
#endif

class WindowScrollTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<WindowFixture>([](storage::Library& library) { fillLibrary(library, 10'000); });
        QVERIFY(m_fixture->settle());
        QCOMPARE(view().gallery().rowCount(), 10'000);
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void fromTopToBottom()
    {
        QScrollBar* bar = view().verticalScrollBar();
        QVERIFY(bar->maximum() > 100'000);
        const std::vector<Watchdog::Stall> stalls = watched([this, bar](int step) {
            bar->setValue(static_cast<int>(qint64{bar->maximum()} * step / kSteps));
            return step < kSteps;
        });
        QCOMPARE(bar->value(), bar->maximum());
        check(stalls);
        QVERIFY(m_fixture->settle());
    }

    void keysThroughTheWholeLibrary()
    {
        view().setFocus();
        view().select(0);
        const std::vector<Watchdog::Stall> stalls = watched([this](int step) {
            constexpr Qt::Key kKeys[] = {Qt::Key_End,  Qt::Key_PageUp,   Qt::Key_Up,
                                         Qt::Key_Home, Qt::Key_PageDown, Qt::Key_Down};
            QTest::keyClick(&view(), kKeys[step % 6], step % 12 > 6 ? Qt::ShiftModifier : Qt::NoModifier);
            return step < 60;
        });
        check(stalls);
        QVERIFY(m_fixture->settle());
    }

    void resizing()
    {
        const std::vector<Watchdog::Stall> stalls = watched([this](int step) {
            m_fixture->window().resize(900 + 10 * (step % 30), 700);
            return step < 60;
        });
        check(stalls);
        QVERIFY(m_fixture->settle());
    }

private:
    static constexpr int kSteps = 200;

    GalleryView& view() { return m_fixture->window().galleries().library(); }

    /// One step each 16 ms, as a person's hand does; `step` answers false when it was the last.
    std::vector<Watchdog::Stall> watched(const std::function<bool(int)>& step)
    {
        Watchdog watchdog(std::chrono::milliseconds(50));
        QTimer timer;
        int done = 0;
        bool finished = false;
        connect(&timer, &QTimer::timeout, this, [&] {
            finished = finished || !step(done++);
            if (finished)
                timer.stop();
        });
        watchdog.start();
        timer.start(16);
        (void)QTest::qWaitFor([&] { return finished; }, 60'000);
        watchdog.stop();
        qInfo("%d steps; longest turn of the event loop %lld ms, %lld ms of them busy; over 50 ms: %zu", done,
              static_cast<long long>(watchdog.longest().wall.count()),
              static_cast<long long>(watchdog.longest().busy.count()), watchdog.stalls().size());
        return watchdog.stalls();
    }

    static void check(const std::vector<Watchdog::Stall>& stalls)
    {
        if (kSlowBuild)
            return;
        for (const Watchdog::Stall& stall : stalls) {
            // A loaded machine may take the core away for longer than that; what the window itself did may not be.
            QVERIFY2(stall.busy.count() <= 50, qPrintable(QStringLiteral("%1 ms busy").arg(stall.busy.count())));
            QVERIFY2(stall.wall.count() <= 1000, qPrintable(QStringLiteral("%1 ms").arg(stall.wall.count())));
        }
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowScrollTest)
#include "window_scroll.moc"
