#include "core/metrics/registry.h"

#include <thread>

#include <QTest>

#include "core/metrics/histogram.h"
#include "core/metrics/stage.h"

using namespace vidimus::metrics;
using namespace std::chrono_literals;

class RegistryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneHistogramPerStage();
    void summarises();
    void resets();
    void fromManyThreads();
};

void RegistryTest::oneHistogramPerStage()
{
    Registry registry;
    Histogram& decode = registry.histogram(stage::kDecode);
    for (int i = 0; i < 100; ++i)
        registry.histogram("stage " + std::to_string(i));
    QCOMPARE(&registry.histogram("decode"), &decode);
    QVERIFY(&registry.histogram(stage::kHash) != &decode);
    QVERIFY(registry.summaries().empty()); // nothing recorded yet
    QVERIFY(registry.snapshots().empty());
}

void RegistryTest::summarises()
{
    Registry registry;
    for (int i = 1; i <= 100; ++i)
        registry.histogram(stage::kVision).record(std::chrono::milliseconds(i));
    registry.histogram(stage::kDecode).record(4ms);
    const std::vector<StageSummary> summaries = registry.summaries();
    QCOMPARE(summaries.size(), std::size_t{2});
    QCOMPARE(summaries[0].stage, std::string("decode"));
    QCOMPARE(summaries[1].stage, std::string("vision"));
    QCOMPARE(summaries[1].count, std::uint64_t{100});
    QVERIFY(std::abs(summaries[1].p50Ms - 50) <= 1);
    QVERIFY(std::abs(summaries[1].p95Ms - 95) <= 2);
    QVERIFY(std::abs(summaries[1].p99Ms - 99) <= 2);
    QCOMPARE(summaries[1].maxMs, 100.0);
    QCOMPARE(summaries[1].totalMs, 5050.0);
}

void RegistryTest::resets()
{
    Registry registry;
    Histogram& kept = registry.histogram("x");
    kept.record(1ms);
    registry.reset();
    QVERIFY(registry.summaries().empty());
    kept.record(1ms); // the reference is still good
    QCOMPARE(registry.summaries().size(), std::size_t{1});
}

void RegistryTest::fromManyThreads()
{
    Registry registry;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 300; ++i) {
                    registry.histogram("stage " + std::to_string(i % 10)).record(1us);
                    if (i % 50 == 0)
                        static_cast<void>(registry.summaries());
                }
            });
        }
    }
    std::uint64_t count = 0;
    for (const StageSummary& summary : registry.summaries())
        count += summary.count;
    QCOMPARE(count, std::uint64_t{1200});
}

QTEST_APPLESS_MAIN(RegistryTest)
#include "registry_test.moc"
