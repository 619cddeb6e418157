#include "core/metrics/histogram.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <random>
#include <thread>

#include <QTest>

#include "core/metrics/span.h"

using namespace vidimus::metrics;
using std::chrono::nanoseconds;
using namespace std::chrono_literals;

class HistogramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bucketsCoverEverythingOnce();
    void oneValue_data();
    void oneValue();
    void quantilesOfManyValues_data();
    void quantilesOfManyValues();
    void empty();
    void merges();
    void resets();
    void recordsFromManyThreads();
    void spansRecordOnce();
    void discardedSpansRecordNothing();
};

void HistogramTest::bucketsCoverEverythingOnce()
{
    QCOMPARE(buckets::lowerBound(0), std::uint64_t{0});
    for (std::size_t i = 0; i < buckets::kCount; ++i) {
        const std::uint64_t low = buckets::lowerBound(i);
        const std::uint64_t high = buckets::lowerBound(i + 1);
        QVERIFY(low < high);
        QCOMPARE(buckets::indexOf(low), i);
        QCOMPARE(buckets::indexOf(high - 1), i);
        if (low >= 1000) // from a microsecond up no bucket is wider than a thirtieth of its values
            QVERIFY(static_cast<double>(high - low) <= static_cast<double>(low) / 30);
    }
    QCOMPARE(buckets::indexOf(~std::uint64_t{0}), buckets::kCount - 1);
}

void HistogramTest::oneValue_data()
{
    QTest::addColumn<qint64>("ns");
    for (const qint64 ns : {1, 31, 32, 33, 999, 1000, 1001, 65'535, 1'000'000, 123'456'789})
        QTest::addRow("%lld ns", static_cast<long long>(ns)) << ns;
    QTest::newRow("a minute") << qint64{60'000'000'000};
    QTest::newRow("an hour") << qint64{3'600'000'000'000};
}

void HistogramTest::oneValue()
{
    QFETCH(qint64, ns);
    Histogram histogram;
    histogram.record(nanoseconds(ns));
    const HistogramSnapshot shot = histogram.snapshot();
    QCOMPARE(shot.count(), std::uint64_t{1});
    QCOMPARE(shot.max().count(), ns);
    QCOMPARE(shot.sum().count(), ns);
    for (const double q : {0.0, 0.5, 0.99, 1.0}) {
        const double found = static_cast<double>(shot.quantile(q).count());
        QVERIFY(std::abs(found - static_cast<double>(ns)) <= 0.02 * static_cast<double>(ns));
        QVERIFY(shot.quantile(q) <= shot.max());
    }
}

void HistogramTest::quantilesOfManyValues_data()
{
    QTest::addColumn<double>("lowestExponent"); // of ten, in nanoseconds
    QTest::addColumn<double>("highestExponent");
    QTest::newRow("microseconds") << 3.0 << 6.0;
    QTest::newRow("milliseconds") << 6.0 << 9.0;
    QTest::newRow("everything") << 3.0 << 12.5;
}

void HistogramTest::quantilesOfManyValues()
{
    QFETCH(double, lowestExponent);
    QFETCH(double, highestExponent);
    std::mt19937 generator(7);
    std::vector<std::int64_t> values;
    Histogram histogram;
    for (int i = 0; i < 20'000; ++i) {
        const double share = static_cast<double>(generator()) / 4294967296.0;
        const double exponent = lowestExponent + (highestExponent - lowestExponent) * share;
        values.push_back(static_cast<std::int64_t>(std::pow(10.0, exponent)));
        histogram.record(nanoseconds(values.back()));
    }
    std::sort(values.begin(), values.end());
    const HistogramSnapshot shot = histogram.snapshot();
    for (const double q : {0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
        const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size()))) - 1;
        const auto right = static_cast<double>(values[rank]);
        QVERIFY(std::abs(static_cast<double>(shot.quantile(q).count()) - right) <= 0.02 * right);
    }
    QCOMPARE(shot.max().count(), values.back());
}

void HistogramTest::empty()
{
    const HistogramSnapshot shot = Histogram().snapshot();
    QCOMPARE(shot.count(), std::uint64_t{0});
    QCOMPARE(shot.quantile(0.5).count(), std::int64_t{0});
    QCOMPARE(HistogramSnapshot().quantile(0.5).count(), std::int64_t{0});
    QCOMPARE(shot.countUpTo(1h), std::uint64_t{0});
    // Negative times come of clocks that are not steady; they count as no time.
    Histogram histogram;
    histogram.record(-5ms);
    QCOMPARE(histogram.snapshot().count(), std::uint64_t{1});
    QCOMPARE(histogram.snapshot().max().count(), std::int64_t{0});
    // More than an hour counts as one, but the maximum stays true.
    histogram.record(5h);
    QVERIFY(histogram.snapshot().max() == 5h);
    QVERIFY(histogram.snapshot().quantile(1.0) <= 1h + 2min);
}

void HistogramTest::merges()
{
    Histogram one;
    Histogram other;
    for (int i = 1; i <= 100; ++i)
        (i % 2 == 0 ? one : other).record(std::chrono::milliseconds(i));
    HistogramSnapshot both = one.snapshot();
    both.merge(other.snapshot());
    one.merge(other.snapshot());
    for (const HistogramSnapshot& shot : {both, one.snapshot()}) {
        QCOMPARE(shot.count(), std::uint64_t{100});
        QVERIFY(shot.sum() == 5050ms);
        QVERIFY(shot.max() == 100ms);
        QCOMPARE(shot.countUpTo(50ms + 1ms / 2), std::uint64_t{50});
    }
    HistogramSnapshot nothing;
    nothing.merge(HistogramSnapshot());
    QCOMPARE(nothing.count(), std::uint64_t{0});
    nothing.merge(both);
    QCOMPARE(nothing.count(), std::uint64_t{100});
}

void HistogramTest::resets()
{
    Histogram histogram;
    histogram.record(5ms);
    histogram.reset();
    const HistogramSnapshot shot = histogram.snapshot();
    QCOMPARE(shot.count(), std::uint64_t{0});
    QCOMPARE(shot.sum().count(), std::int64_t{0});
    QCOMPARE(shot.max().count(), std::int64_t{0});
}

void HistogramTest::recordsFromManyThreads()
{
    constexpr int kThreads = 4;
    constexpr int kEach = 5000;
    Histogram histogram;
    std::atomic<bool> working = true;
    bool sound = true;
    std::jthread reader([&] {
        std::uint64_t before = 0;
        while (working) {
            const HistogramSnapshot shot = histogram.snapshot();
            sound = sound && shot.count() >= before && shot.quantile(1.0) <= shot.max();
            before = shot.count();
        }
    });
    {
        std::vector<std::jthread> writers;
        for (int t = 0; t < kThreads; ++t) {
            writers.emplace_back([&] {
                for (int i = 1; i <= kEach; ++i)
                    histogram.record(std::chrono::microseconds(i));
            });
        }
    }
    working = false;
    reader.join();
    QVERIFY(sound);
    const HistogramSnapshot shot = histogram.snapshot();
    QCOMPARE(shot.count(), std::uint64_t{kThreads * kEach});
    QVERIFY(shot.max() == std::chrono::microseconds(kEach));
    QCOMPARE(shot.sum().count(), std::int64_t{kThreads} * kEach * (kEach + 1) / 2 * 1000);
}

void HistogramTest::spansRecordOnce()
{
    Histogram histogram;
    {
        Span span(histogram);
        const std::int64_t first = span.stop();
        QCOMPARE(span.stop(), first);
        QVERIFY(first >= 0);
        QCOMPARE(histogram.snapshot().count(), std::uint64_t{1});
    }
    QCOMPARE(histogram.snapshot().count(), std::uint64_t{1});
    {
        const Span span(histogram);
    }
    QCOMPARE(histogram.snapshot().count(), std::uint64_t{2});
}

void HistogramTest::discardedSpansRecordNothing()
{
    Histogram histogram;
    {
        Span span(histogram);
        span.discard();
        QCOMPARE(span.stop(), std::int64_t{0});
    }
    QCOMPARE(histogram.snapshot().count(), std::uint64_t{0});
}

QTEST_APPLESS_MAIN(HistogramTest)
#include "histogram_test.moc"
