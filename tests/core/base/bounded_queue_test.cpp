#include "core/base/bounded_queue.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include <QTest>

using namespace vidimus;
using namespace std::chrono_literals;

class BoundedQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstInFirstOut();
    void tryPushLeavesTheItemWhenFull();
    void pushWaitsForRoom();
    void pushWakesOnStop();
    void pushWakesOnClose();
    void popWakesOnStop();
    void popWakesOnClose();
    void closedQueuesGiveWhatIsInside();
    void popUntil();
    void clears();
    void stoppedBeforehand();
    void takesMoveOnlyItems();
    void manyThreads();
};

void BoundedQueueTest::firstInFirstOut()
{
    BoundedQueue<int> queue(3);
    for (int i = 1; i <= 3; ++i)
        QVERIFY(queue.push(i));
    QCOMPARE(queue.size(), std::size_t{3});
    for (int i = 1; i <= 3; ++i)
        QCOMPARE(queue.pop().value_or(0), i);
    QCOMPARE(queue.size(), std::size_t{0});
}

void BoundedQueueTest::tryPushLeavesTheItemWhenFull()
{
    BoundedQueue<std::string> queue(1);
    std::string one = "one";
    std::string two = "two";
    QVERIFY(queue.tryPush(one));
    QVERIFY(!queue.tryPush(two));
    QCOMPARE(two, std::string("two"));
    QCOMPARE(queue.pop().value_or(""), std::string("one"));
    QVERIFY(queue.tryPush(two));
    queue.close();
    std::string three = "three";
    QVERIFY(!queue.tryPush(three));
}

void BoundedQueueTest::pushWaitsForRoom()
{
    BoundedQueue<int> queue(1);
    QVERIFY(queue.push(1));
    bool pushed = false;
    std::jthread producer([&] { pushed = queue.push(2); });
    QCOMPARE(queue.pop().value_or(0), 1); // makes room, now or before the producer looks
    QCOMPARE(queue.pop().value_or(0), 2); // waits for the producer
    producer.join();
    QVERIFY(pushed);
}

void BoundedQueueTest::pushWakesOnStop()
{
    BoundedQueue<int> queue(1);
    QVERIFY(queue.push(1));
    std::stop_source stop;
    bool pushed = true;
    std::jthread producer([&] { pushed = queue.push(2, stop.get_token()); });
    stop.request_stop();
    producer.join();
    QVERIFY(!pushed);
    QCOMPARE(queue.size(), std::size_t{1});
}

void BoundedQueueTest::pushWakesOnClose()
{
    BoundedQueue<int> queue(1);
    QVERIFY(queue.push(1));
    bool pushed = true;
    std::jthread producer([&] { pushed = queue.push(2); });
    queue.close();
    producer.join();
    QVERIFY(!pushed);
    QVERIFY(!queue.push(3));
}

void BoundedQueueTest::popWakesOnStop()
{
    BoundedQueue<int> queue(1);
    std::stop_source stop;
    std::optional<int> popped = 5;
    std::jthread consumer([&] { popped = queue.pop(stop.get_token()); });
    stop.request_stop();
    consumer.join();
    QVERIFY(!popped);
}

void BoundedQueueTest::popWakesOnClose()
{
    BoundedQueue<int> queue(1);
    std::optional<int> popped = 5;
    std::jthread consumer([&] { popped = queue.pop(); });
    queue.close();
    consumer.join();
    QVERIFY(!popped);
}

void BoundedQueueTest::closedQueuesGiveWhatIsInside()
{
    BoundedQueue<int> queue(3);
    QVERIFY(queue.push(1));
    QVERIFY(queue.push(2));
    queue.close();
    QCOMPARE(queue.pop().value_or(0), 1);
    QCOMPARE(queue.popUntil(std::chrono::steady_clock::now() + 1h).value_or(0), 2);
    QVERIFY(!queue.pop());
}

void BoundedQueueTest::popUntil()
{
    BoundedQueue<int> queue(1);
    QVERIFY(!queue.popUntil(std::chrono::steady_clock::now() - 1s)); // the deadline is over
    QVERIFY(queue.push(7));
    QCOMPARE(queue.popUntil(std::chrono::steady_clock::now() - 1s).value_or(0), 7);
    std::stop_source stop;
    std::optional<int> popped = 5;
    std::jthread consumer([&] { popped = queue.popUntil(std::chrono::steady_clock::now() + 1h, stop.get_token()); });
    stop.request_stop();
    consumer.join();
    QVERIFY(!popped);
}

void BoundedQueueTest::clears()
{
    BoundedQueue<int> queue(2);
    QVERIFY(queue.push(1));
    QVERIFY(queue.push(2));
    bool pushed = false;
    std::jthread producer([&] { pushed = queue.push(3); });
    QCOMPARE(queue.clear(), std::size_t{2});
    producer.join(); // there is room now
    QVERIFY(pushed);
    QCOMPARE(queue.clear(), std::size_t{1});
    QCOMPARE(queue.size(), std::size_t{0});
}

void BoundedQueueTest::stoppedBeforehand()
{
    std::stop_source stop;
    stop.request_stop();
    BoundedQueue<int> queue(1);
    QVERIFY(!queue.pop(stop.get_token()));
    QVERIFY(queue.push(1));
    QVERIFY(!queue.push(2, stop.get_token()));
    // What needs no waiting is done even so.
    QCOMPARE(queue.pop(stop.get_token()).value_or(0), 1);
}

void BoundedQueueTest::takesMoveOnlyItems()
{
    BoundedQueue<std::unique_ptr<int>> queue(1);
    QVERIFY(queue.push(std::make_unique<int>(9)));
    auto second = std::make_unique<int>(10);
    QVERIFY(!queue.tryPush(second));
    QVERIFY(second);
    QCOMPARE(**queue.pop(), 9);
}

void BoundedQueueTest::manyThreads()
{
    constexpr int kEach = 2000;
    BoundedQueue<int> queue(4);
    std::vector<long long> sums(3);
    std::size_t longest = 0;
    {
        std::vector<std::jthread> consumers;
        for (long long& sum : sums) {
            consumers.emplace_back([&] {
                while (const std::optional<int> item = queue.pop())
                    sum += *item;
            });
        }
        std::vector<std::jthread> producers;
        for (int p = 0; p < 3; ++p) {
            producers.emplace_back([&] {
                for (int i = 1; i <= kEach; ++i)
                    queue.push(i);
            });
        }
        for (int i = 0; i < 1000; ++i)
            longest = std::max(longest, queue.size());
        producers.clear();
        queue.close();
    }
    QVERIFY(longest <= 4);
    QCOMPARE(std::accumulate(sums.begin(), sums.end(), 0LL), 3LL * kEach * (kEach + 1) / 2);
}

QTEST_APPLESS_MAIN(BoundedQueueTest)
#include "bounded_queue_test.moc"
