#include <atomic>
#include <numeric>

#include <QTest>

#include "tests/core/inference/queue_bench.h"

using namespace vidimus;
using namespace vidimus::inference;

/// Stop tokens, shutdown, many threads at once.
class InferenceQueueStopTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stoppedJobsNeverReachTheEngine();
    void aBatchStopsWhenAllItsJobsDo();
    void blockedDescribeWakesOnStop();
    void blockedQuestionReturnsOnStopWhateverTheEngineDoes();
    void stopReachesTheQuestionUnderWay();
    void destructionAnswersEverybody();
    void shuttingDownTakesNothingIn();
    void manyThreads();
};

void InferenceQueueStopTest::stoppedJobsNeverReachTheEngine()
{
    Bench b;
    Gate gate;
    std::atomic<bool> first = true;
    b.log.onCall = [&](const std::string&, std::stop_token) {
        if (first.exchange(false))
            gate.pass();
    };
    std::stop_source stop;
    QVERIFY(b.queue->describe(job(1), b.answers.collect(1), {}));
    gate.waitUntilEntered();
    QVERIFY(b.queue->describe(job(2), b.answers.collect(2), stop.get_token()));
    QVERIFY(b.queue->describe(job(3), b.answers.collect(3), {}));
    QVERIFY(b.queue->describe({picture(4), false, true}, b.answers.collect(4), stop.get_token()));
    stop.request_stop();
    QVERIFY(!b.queue->describe(job(5), b.answers.collect(5), stop.get_token()));
    gate.open();
    b.answers.waitFor(4);
    QCOMPARE(b.log.calls(), (Names{"caption 1", "image 1", "caption 1", "image 1"}));
    QCOMPARE(b.answers.caption(2), std::string("cancelled"));
    QCOMPARE(b.answers.embedding(2), std::string("cancelled"));
    QCOMPARE(b.answers.caption(3), std::string("3"));
    QCOMPARE(b.answers.caption(4), std::string("none")); // not asked for, so not answered
    QCOMPARE(b.answers.embedding(4), std::string("cancelled"));
    QCOMPARE(b.answers.timesAnswered(5), std::size_t{0});
}

void InferenceQueueStopTest::aBatchStopsWhenAllItsJobsDo()
{
    Bench b({.batchWindow = 1h}, 2);
    std::binary_semaphore inside{0};
    b.log.onCall = [&](const std::string& name, std::stop_token stop) {
        if (name.starts_with("caption")) {
            inside.release();
            waitForStop(stop);
        }
    };
    std::stop_source one;
    std::stop_source other;
    QVERIFY(b.queue->describe(job(1), b.answers.collect(1), one.get_token()));
    QVERIFY(b.queue->describe(job(2), b.answers.collect(2), other.get_token()));
    inside.acquire();
    one.request_stop();
    QCOMPARE(b.answers.timesAnswered(1), std::size_t{0}); // the other one still wants its caption
    other.request_stop();
    b.answers.waitFor(2);
    QCOMPARE(b.answers.caption(1), std::string("cancelled"));
    QCOMPARE(b.answers.caption(2), std::string("cancelled"));
    QCOMPARE(b.answers.embedding(2), std::string("cancelled"));
}

void InferenceQueueStopTest::blockedDescribeWakesOnStop()
{
    Bench b({.capacity = 1, .batchWindow = 0ms}, 1);
    Gate gate;
    std::atomic<bool> first = true;
    b.log.onCall = [&](const std::string&, std::stop_token) {
        if (first.exchange(false))
            gate.pass();
    };
    QVERIFY(b.queue->describe(job(1), b.answers.collect(1), {}));
    gate.waitUntilEntered();
    QVERIFY(b.queue->describe(job(2), b.answers.collect(2), {}));
    std::stop_source stop;
    std::atomic<bool> taken = true;
    std::jthread producer([&] { taken = b.queue->describe(job(3), b.answers.collect(3), stop.get_token()); });
    waitForBlocked(*b.queue, 1);
    stop.request_stop();
    producer.join(); // while the engine is still held
    QVERIFY(!taken);
    gate.open();
    b.answers.waitFor(2);
    QCOMPARE(b.answers.timesAnswered(3), std::size_t{0});
}

void InferenceQueueStopTest::blockedQuestionReturnsOnStopWhateverTheEngineDoes()
{
    Bench b;
    Gate gate;
    std::atomic<bool> first = true;
    b.log.onCall = [&](const std::string&, std::stop_token) {
        if (first.exchange(false))
            gate.pass();
    };
    QVERIFY(b.queue->describe(job(1), b.answers.collect(1), {}));
    gate.waitUntilEntered();
    std::stop_source stop;
    Result<EmbeddingResult> answer = EmbeddingResult{};
    std::jthread asker([&] { answer = b.queue->embedText("stale", stop.get_token()); });
    waitForBlocked(*b.queue, 1);
    stop.request_stop();
    asker.join(); // the engine is still held
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    QCOMPARE(b.queue->blockedCallers(), std::size_t{0});
    gate.open();
    b.answers.waitFor(1);
    QCOMPARE(b.log.calls(), (Names{"caption 1", "image 1"})); // nobody asks any more
}

void InferenceQueueStopTest::stopReachesTheQuestionUnderWay()
{
    Bench b;
    std::binary_semaphore inside{0};
    Gate after;
    b.log.onCall = [&](const std::string& name, std::stop_token stop) {
        if (name == "text slow") {
            inside.release();
            waitForStop(stop);
            after.pass();
        }
    };
    std::stop_source stop;
    Result<EmbeddingResult> answer = EmbeddingResult{};
    std::jthread asker([&] { answer = b.queue->embedText("slow", stop.get_token()); });
    inside.acquire();
    stop.request_stop();
    asker.join(); // does not wait for the engine to notice
    QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    after.waitUntilEntered(); // it has noticed
    after.open();
    QVERIFY(b.queue->embedText("next", {}));
}

void InferenceQueueStopTest::destructionAnswersEverybody()
{
    Bench b({.capacity = 2, .batchWindow = 0ms}, 1);
    std::binary_semaphore inside{0};
    b.log.onCall = [&](const std::string& name, std::stop_token stop) {
        if (name.starts_with("caption")) {
            inside.release();
            waitForStop(stop);
        }
    };
    QVERIFY(b.queue->describe(job(1), b.answers.collect(1), {}));
    inside.acquire();
    QVERIFY(b.queue->describe(job(2), b.answers.collect(2), {}));
    QVERIFY(b.queue->describe(job(3), b.answers.collect(3), {}));
    std::atomic<bool> taken = true;
    Result<EmbeddingResult> answer = EmbeddingResult{};
    InferenceQueue* const queue = b.queue.get();
    std::jthread producer([&, queue] { taken = queue->describe(job(4), b.answers.collect(4), {}); });
    std::jthread asker([&, queue] { answer = queue->embedText("question", {}); });
    waitForBlocked(*queue, 2);
    b.queue.reset();
    producer.join();
    asker.join();
    QVERIFY(!taken);
    QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    for (int i = 1; i <= 3; ++i) {
        QCOMPARE(b.answers.caption(i), std::string("cancelled"));
        QCOMPARE(b.answers.embedding(i), std::string("cancelled"));
    }
    QCOMPARE(b.answers.timesAnswered(4), std::size_t{0});
    QCOMPARE(b.log.calls()[0], std::string("caption 1"));
}

void InferenceQueueStopTest::shuttingDownTakesNothingIn()
{
    Bench b;
    std::binary_semaphore inside{0};
    std::atomic<int> refused = 0;
    b.log.onCall = [&](const std::string&, std::stop_token stop) {
        inside.release();
        waitForStop(stop);
    };
    InferenceQueue* const queue = b.queue.get();
    QVERIFY(b.queue->describe(job(1),
                              [&](Description) {
                                  // Called while the queue is being destroyed.
                                  refused += queue->tryDescribe(job(2), b.answers.collect(2), {}) ? 0 : 1;
                              },
                              {}));
    inside.acquire();
    b.queue.reset();
    QCOMPARE(refused.load(), 1);
    QCOMPARE(b.answers.timesAnswered(2), std::size_t{0});
}

void InferenceQueueStopTest::manyThreads()
{
    // Every job that was taken is answered exactly once, whatever is stopped meanwhile and although the queue goes away
    // with work in it.
    constexpr int kProducers = 3;
    constexpr int kJobs = 200;
    Bench b({.capacity = 8, .batchWindow = 1ms, .interactivePeriod = 1ms});
    std::vector<std::atomic<int>> answered(kProducers * kJobs);
    std::vector<int> taken(kProducers * kJobs);
    std::vector<std::stop_source> stops(kProducers);
    {
        std::vector<std::jthread> threads;
        for (int p = 0; p < kProducers; ++p) {
            threads.emplace_back([&, p] {
                for (int i = 0; i < kJobs; ++i) {
                    const auto key = static_cast<std::size_t>(p * kJobs + i);
                    const auto done = [&answered, key](Description) { ++answered[key]; };
                    const auto stop = stops[static_cast<std::size_t>(p)].get_token();
                    taken[key] = i % 5 == 0 ? b.queue->tryDescribe(job(i + 1), done, stop)
                                            : b.queue->describe(job(i + 1), done, stop);
                    if (p == 0 && i == kJobs / 2)
                        stops[0].request_stop();
                }
            });
        }
        for (int a = 0; a < 2; ++a) {
            threads.emplace_back([&, a] {
                for (int i = 0; i < 100; ++i) {
                    std::stop_source stop;
                    std::jthread stopper;
                    if (i % 3 == a)
                        stopper = std::jthread([&stop] { stop.request_stop(); });
                    const auto answer =
                        b.queue->embedText(std::string(static_cast<std::size_t>(i), 'x'), stop.get_token());
                    if (answer && answer->vector[0] != static_cast<float>(i))
                        qFatal("somebody else's answer");
                }
            });
        }
    }
    b.queue.reset();
    for (std::size_t key = 0; key < answered.size(); ++key)
        QCOMPARE(answered[key].load(), taken[key]);
    QVERIFY(std::accumulate(taken.begin(), taken.end(), 0) > kProducers * kJobs / 2);
}

QTEST_APPLESS_MAIN(InferenceQueueStopTest)
#include "inference_queue_stop_test.moc"
