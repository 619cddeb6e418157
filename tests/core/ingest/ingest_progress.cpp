#include <QTest>

#include "core/ingest/progress_tracker.h"

using namespace vidimus::ingest;
using namespace std::chrono_literals;

class IngestProgressTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void estimateFollowsTheNarrowestStage()
    {
        ProgressTracker tracker;
        const ProgressTracker::TimePoint start{};
        tracker.start(0, 0, start);
        for (int i = 0; i < 100; ++i)
            tracker.found();
        for (int i = 0; i < 40; ++i) {
            tracker.looked(Outcome::Imported, "x.jpg");
            tracker.toDescribe(true);
        }
        for (int i = 0; i < 20; ++i)
            tracker.described();
        // 4 s: 10 files looked at and 5 described a second; 60 to look at, 20 + 60 to describe.
        const Progress progress = tracker.progress(Progress::State::Working, start + 4s);
        QCOMPARE(progress.perSecond, 10.0);
        QCOMPARE(progress.secondsLeft.value(), 16.0);
        QCOMPARE(progress.imported, 40);
    }

    void noEstimateWhileItWouldBeAGuess_data()
    {
        QTest::addColumn<bool>("scanning");
        QTest::addColumn<int>("milliseconds");
        QTest::addColumn<bool>("done");
        QTest::newRow("too early") << false << 500 << true;
        QTest::newRow("still scanning") << true << 5000 << true;
        QTest::newRow("nothing done yet") << false << 5000 << false;
    }

    void noEstimateWhileItWouldBeAGuess()
    {
        QFETCH(bool, scanning);
        QFETCH(int, milliseconds);
        QFETCH(bool, done);
        ProgressTracker tracker;
        tracker.start(0, 0, {});
        tracker.setScanning(scanning);
        tracker.found();
        tracker.found();
        if (done)
            tracker.looked(Outcome::Duplicate, "x.jpg");
        const Progress progress = tracker.progress(
            Progress::State::Working, ProgressTracker::TimePoint{} + std::chrono::milliseconds(milliseconds));
        QVERIFY(!progress.secondsLeft);
    }

    void rateForgetsTheDistantPast()
    {
        ProgressTracker tracker;
        tracker.start(0, 0, {});
        for (int i = 0; i < 1000; ++i) {
            tracker.found();
            tracker.looked(Outcome::Imported, "x.jpg");
        }
        Progress progress;
        for (int second = 1; second <= 30; ++second)
            progress = tracker.progress(Progress::State::Working, ProgressTracker::TimePoint{} + 1s * second);
        QCOMPARE(progress.perSecond, 0.0);
    }

    void aNewRunStartsAtZero()
    {
        ProgressTracker tracker;
        tracker.start(0, 0, {});
        tracker.found();
        tracker.lookFailed("x.jpg");
        tracker.start(7, 0, ProgressTracker::TimePoint{} + 10s);
        const Progress progress = tracker.counts();
        QCOMPARE(progress.found, 0);
        QCOMPARE(progress.failed, 0);
        QCOMPARE(progress.toDescribe, 7);
        QCOMPARE(tracker.secondsSinceStart(ProgressTracker::TimePoint{} + 12s), 2.0);
    }
};

QTEST_GUILESS_MAIN(IngestProgressTest)
#include "ingest_progress.moc"
