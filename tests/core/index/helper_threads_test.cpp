#include "core/index/helper_threads.h"

#include <atomic>
#include <barrier>
#include <thread>

#include <QTest>

using vidimus::index::HelperThreads;

class HelperThreadsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyIndexOnce();
    void severalCallers();
    void aLoopInsideALoop();
    void helpersDoTheirPart();
    void nothingToDo();
};

void HelperThreadsTest::everyIndexOnce()
{
    HelperThreads helpers;
    for (const std::size_t count : {1U, 2U, 7U, 1000U}) {
        std::vector<int> calls(count, 0);
        for (int round = 0; round < 50; ++round)
            helpers.forEach(count, [&](std::size_t i) { ++calls[i]; });
        QCOMPARE(calls, std::vector<int>(count, 50));
    }
}

void HelperThreadsTest::severalCallers()
{
    HelperThreads helpers;
    std::atomic<int> calls = 0;
    const auto callOften = [&] {
        for (int round = 0; round < 200; ++round)
            helpers.forEach(10, [&](std::size_t) { ++calls; });
    };
    {
        std::jthread other(callOften);
        std::jthread third(callOften);
        callOften();
    }
    QCOMPARE(calls.load(), 3 * 200 * 10);
}

void HelperThreadsTest::aLoopInsideALoop()
{
    HelperThreads helpers;
    std::atomic<int> calls = 0;
    helpers.forEach(4, [&](std::size_t) { helpers.forEach(5, [&](std::size_t) { ++calls; }); });
    QCOMPARE(calls.load(), 20);
}

void HelperThreadsTest::helpersDoTheirPart()
{
    if (std::thread::hardware_concurrency() < 2)
        return; // then there are none
    // Two calls wait for each other, which only two threads can; without a helper this never ends.
    HelperThreads helpers;
    std::barrier meeting(2);
    std::atomic<int> met = 0;
    for (int round = 0; round < 20; ++round) {
        helpers.forEach(2, [&](std::size_t) {
            meeting.arrive_and_wait();
            ++met;
        });
    }
    QCOMPARE(met.load(), 40);
}

void HelperThreadsTest::nothingToDo()
{
    HelperThreads helpers;
    helpers.forEach(0, [](std::size_t) { QFAIL("there is nothing to call it for"); });
}

QTEST_APPLESS_MAIN(HelperThreadsTest)
#include "helper_threads_test.moc"
