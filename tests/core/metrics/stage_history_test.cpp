#include "core/metrics/stage_history.h"

#include <QTest>

#include "core/metrics/distribution.h"
#include "core/metrics/process_memory.h"
#include "core/metrics/registry.h"

using namespace vidimus::metrics;
using namespace std::chrono_literals;

class StageHistoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachIntervalHoldsWhatHappenedInIt();
    void theFirstLookIsNoInterval();
    void theRingIsBounded();
    void interruptedTimeBelongsToNobody();
    void aResetIsNoNegativeCount();
    void ratesAreOverTheWindow();
    void differencesOfSnapshots();
    void distributions_data();
    void distributions();
    void distributionsKeepEveryValue();
    void memoryIsKnown();

private:
    static StageHistory::Time at(int seconds) { return StageHistory::Time{} + std::chrono::seconds(seconds); }
};

void StageHistoryTest::eachIntervalHoldsWhatHappenedInIt()
{
    Registry registry;
    Histogram& vision = registry.histogram("vision");
    StageHistory history(10);
    vision.record(999ms); // before the first look
    history.look(registry.snapshots(), at(0));
    for (int i = 1; i <= 100; ++i)
        vision.record(std::chrono::milliseconds(i));
    history.look(registry.snapshots(), at(1));
    history.look(registry.snapshots(), at(2)); // nothing happened
    vision.record(7ms);
    registry.histogram("store").record(3ms); // a stage that was not there before
    history.look(registry.snapshots(), at(3));

    const auto points = history.points("vision");
    QCOMPARE(points.size(), 2u);
    QCOMPARE(points[0].count, 100u);
    QVERIFY(points[0].from == at(0) && points[0].to == at(1));
    QVERIFY(std::abs(points[0].p50Ms - 50) <= 1);
    QVERIFY(std::abs(points[0].p95Ms - 95) <= 2);
    QCOMPARE(points[1].count, 1u);
    QVERIFY(points[1].from == at(2));
    QVERIFY(std::abs(points[1].p50Ms - 7) <= 0.15);
    QCOMPARE(history.points("store").size(), 1u);
    QVERIFY(history.points("decode").empty());
    QCOMPARE(history.intervals(), 3u);
    QVERIFY(!history.isEmpty());
}

void StageHistoryTest::theFirstLookIsNoInterval()
{
    Registry registry;
    registry.histogram("x").record(1ms);
    StageHistory history(10);
    QVERIFY(history.isEmpty());
    history.look(registry.snapshots(), at(0));
    QCOMPARE(history.intervals(), 0u);
    QVERIFY(history.isEmpty());
    QCOMPARE(history.rate("x", 10s), 0.0);
}

void StageHistoryTest::theRingIsBounded()
{
    Registry registry;
    StageHistory history(5);
    for (int second = 0; second < 100; ++second) {
        registry.histogram("x").record(std::chrono::milliseconds(second + 1));
        history.look(registry.snapshots(), at(second));
    }
    QCOMPARE(history.intervals(), 5u);
    const auto points = history.points("x");
    QCOMPARE(points.size(), 5u);
    QVERIFY(points.front().to == at(95) && points.back().to == at(99));
    history.clear();
    QCOMPARE(history.intervals(), 0u);
    QVERIFY(history.points("x").empty());
}

void StageHistoryTest::interruptedTimeBelongsToNobody()
{
    Registry registry;
    StageHistory history(10);
    history.look(registry.snapshots(), at(0));
    registry.histogram("x").record(1ms);
    history.look(registry.snapshots(), at(1));
    history.interrupt();
    registry.histogram("x").record(500ms);
    history.look(registry.snapshots(), at(60));
    registry.histogram("x").record(2ms);
    history.look(registry.snapshots(), at(61));
    const auto points = history.points("x");
    QCOMPARE(points.size(), 2u);
    QVERIFY(points[1].from == at(60));
    QCOMPARE(points[1].count, 1u);
    QVERIFY(points[1].p95Ms < 3);
}

void StageHistoryTest::aResetIsNoNegativeCount()
{
    Registry registry;
    StageHistory history(10);
    for (int i = 0; i < 5; ++i)
        registry.histogram("x").record(100ms);
    history.look(registry.snapshots(), at(0));
    registry.reset();
    registry.histogram("x").record(2ms);
    history.look(registry.snapshots(), at(1));
    QCOMPARE(history.points("x").front().count, 1u);
    QVERIFY(history.points("x").front().p50Ms < 3);
}

void StageHistoryTest::ratesAreOverTheWindow()
{
    Registry registry;
    StageHistory history(100);
    history.look(registry.snapshots(), at(0));
    for (int second = 1; second <= 30; ++second) {
        const int records = second <= 20 ? 1 : 4;
        for (int i = 0; i < records; ++i)
            registry.histogram("x").record(1ms);
        history.look(registry.snapshots(), at(second));
    }
    QCOMPARE(history.rate("x", 10s), 4.0);
    QCOMPARE(history.rate("x", 20s), 2.5);
    QCOMPARE(history.rate("x", 1000s), 2.0);
    QCOMPARE(history.rate("y", 10s), 0.0);
}

void StageHistoryTest::differencesOfSnapshots()
{
    Histogram histogram;
    histogram.record(800ms);
    const HistogramSnapshot before = histogram.snapshot();
    QCOMPARE(before.since(before).count(), 0u);
    QCOMPARE(before.since({}).count(), 1u);
    histogram.record(10ms);
    histogram.record(20ms);
    const HistogramSnapshot difference = histogram.snapshot().since(before);
    QCOMPARE(difference.count(), 2u);
    QVERIFY(difference.sum() == 30ms);
    QVERIFY(difference.max() >= 20ms && difference.max() < 21ms);
    QVERIFY(difference.quantile(0.5) >= 9700us && difference.quantile(0.5) <= 10300us);
}

void StageHistoryTest::distributions_data()
{
    QTest::addColumn<double>("ms");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("in the middle") << 20.0 << 10.0 << 100.0;
    QTest::newRow("just above an edge") << 10.4 << 10.0 << 100.0;
    QTest::newRow("just below an edge") << 9.7 << 1.0 << 10.0;
    QTest::newRow("small") << 0.005 << 0.001 << 0.01;
    QTest::newRow("an hour") << 3'600'000.0 << 1'000'000.0 << 10'000'000.0;
}

void StageHistoryTest::distributions()
{
    QFETCH(double, ms);
    QFETCH(double, low);
    QFETCH(double, high);
    Histogram histogram;
    histogram.record(std::chrono::nanoseconds(static_cast<std::int64_t>(ms * 1e6)));
    const auto bins = logDistribution(histogram.snapshot(), 1);
    QCOMPARE(bins.size(), 1u);
    QVERIFY(std::abs(bins[0].lowMs / low - 1) < 1e-9);
    QVERIFY(std::abs(bins[0].highMs / high - 1) < 1e-9);
    QCOMPARE(bins[0].count, 1u);
}

void StageHistoryTest::distributionsKeepEveryValue()
{
    Histogram histogram;
    QVERIFY(logDistribution(histogram.snapshot(), 8).empty());
    histogram.record(0ns);
    for (int i = 1; i <= 5000; ++i)
        histogram.record(std::chrono::microseconds(i * i));
    const auto bins = logDistribution(histogram.snapshot(), 8);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        sum += bins[i].count;
        if (i > 0)
            QVERIFY(std::abs(bins[i].lowMs - bins[i - 1].highMs) < 1e-9 * bins[i].lowMs);
    }
    QCOMPARE(sum, 5001u);
    QVERIFY(bins.front().count >= 1 && bins.back().count > 0);
}

void StageHistoryTest::memoryIsKnown()
{
    QVERIFY(residentMemoryBytes() > 1'000'000);
    QVERIFY(residentMemoryBytes() < 1'000'000'000'000);
}

QTEST_APPLESS_MAIN(StageHistoryTest)
#include "stage_history_test.moc"
