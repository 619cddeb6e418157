#include "core/inference/inference_queue.h"

#include <atomic>
#include <condition_variable>

#include <QTest>

#include "tests/core/inference/queue_bench.h"

using namespace vidimus;
using namespace vidimus::inference;

Q_DECLARE_METATYPE(std::string)

using Phase = EngineState::Phase;

namespace {

/// A machine whose memory is short when a test says so, and that counts how often it was asked.
class FakeMemory {
public:
    std::function<bool()> asked()
    {
        return [this] {
            const std::lock_guard lock(m_mutex);
            ++m_times;
            m_changed.notify_all();
            return m_short.load();
        };
    }
    void becomeShort() { m_short = true; }
    int times()
    {
        const std::lock_guard lock(m_mutex);
        return m_times;
    }
    void waitForTimes(int times)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_times >= times; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_times = 0;
    std::atomic<bool> m_short = false;
};

/// Follows a queue's state from the thread that tells of it.
class Follower {
public:
    explicit Follower(InferenceQueue& queue)
    {
        queue.setStateListener([this, &queue] {
            const std::lock_guard lock(m_mutex);
            m_phases.push_back(queue.state().phase);
            m_changed.notify_all();
        });
    }
    std::vector<Phase> waitFor(std::size_t count)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_phases.size() >= count; });
        return m_phases;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Phase> m_phases;
};

/// An engine of which each call can be told to fail.
class FailingEngine final : public Engine {
public:
    struct Wishes {
        std::atomic<bool> warmUp = false;
        std::atomic<bool> captions = false;
        std::atomic<bool> vectors = false;
    };
    explicit FailingEngine(Wishes& wishes) : m_wishes(wishes) {}

    EngineInfo info() const override { return {{"c", "c", Origin::Local}, {"v", "v", Origin::Local}, 1, 0, 1}; }
    Result<void> warmUp(std::stop_token) override
    {
        return m_wishes.warmUp ? Result<void>(fail(ErrorCode::Corrupt, "no warmth")) : Result<void>();
    }
    std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images, const CaptionOptions&,
                                               std::stop_token) override
    {
        return answers<CaptionResult>(images.size(), m_wishes.captions, "no captions");
    }
    std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images, std::stop_token) override
    {
        return answers<EmbeddingResult>(images.size(), m_wishes.vectors, "no vectors");
    }
    std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts, std::stop_token) override
    {
        return answers<EmbeddingResult>(texts.size(), m_wishes.vectors, "no vectors");
    }
    void unload() override {}

private:
    template <typename T>
    static std::vector<Result<T>> answers(std::size_t count, bool failing, const char* problem)
    {
        const Result<T> one = failing ? Result<T>(fail(ErrorCode::ModelUnavailable, problem)) : Result<T>(T{});
        return std::vector<Result<T>>(count, one);
    }
    Wishes& m_wishes;
};

} // namespace

/// How far the models are, and when they give their memory back.
class InferenceQueueStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shortMemoryUnloadsOnce()
    {
        FakeMemory memory;
        Bench b({.batchWindow = 0ms, .memoryIsShort = memory.asked(), .memoryPeriod = 1ms});
        Follower follower(*b.queue);
        QVERIFY(b.queue->embedText("a", {}));
        memory.waitForTimes(3); // asked again and again, and nothing happens while there is enough
        QCOMPARE(b.log.calls(), (Names{"text a"}));
        memory.becomeShort();
        QCOMPARE(follower.waitFor(2), (std::vector<Phase>{Phase::Ready, Phase::Asleep}));
        QCOMPARE(b.log.calls(), (Names{"text a", "unload"}));

        // Asleep it is not asked any more; the next call wakes it, and it is asked again.
        const int times = memory.times();
        QVERIFY(b.queue->embedText("b", {}));
        QCOMPARE(follower.waitFor(4), (std::vector<Phase>{Phase::Ready, Phase::Asleep, Phase::Ready, Phase::Asleep}));
        QCOMPARE(memory.times(), times + 1);
        QCOMPARE(b.log.calls(), (Names{"text a", "unload", "text b", "unload"}));
    }

    void memoryIsNotAskedForBeforeAnythingIsLoaded()
    {
        FakeMemory memory;
        memory.becomeShort();
        {
            Bench b({.batchWindow = 0ms, .memoryIsShort = memory.asked(), .memoryPeriod = 1ms});
            Gate gate;
            b.log.onCall = [&](const std::string& name, std::stop_token) {
                if (name == "text hold")
                    gate.pass();
            };
            b.queue->unload(); // an errand that loads nothing
            std::jthread asker([&] { static_cast<void>(b.queue->embedText("hold", {})); });
            gate.waitUntilEntered();
            QCOMPARE(memory.times(), 0); // nor while it works
            QVERIFY(b.queue->describe(job(1), b.answers.collect(1), {}));
            gate.open();
            b.answers.waitFor(1);
            QCOMPARE(b.answers.caption(1), std::string("1")); // what waited was done before anything was given back
        }
    }

    void neverAskedWhenNobodyTells()
    {
        Bench b({.batchWindow = 0ms, .memoryIsShort = nullptr, .memoryPeriod = 1ms});
        QVERIFY(b.queue->embedText("a", {}));
        QVERIFY(b.queue->embedText("b", {}));
        QCOMPARE(b.log.calls(), (Names{"text a", "text b"}));
        QVERIFY(b.queue->state().phase == Phase::Ready);
    }

    void warmingUpIsTold()
    {
        FailingEngine::Wishes wishes;
        metrics::Registry registry;
        InferenceQueue queue(std::make_unique<FailingEngine>(wishes), registry);
        QVERIFY(queue.state().phase == Phase::Asleep);
        Follower follower(queue);
        queue.warmUp();
        QCOMPARE(follower.waitFor(2), (std::vector<Phase>{Phase::Loading, Phase::Ready}));
        queue.unload();
        QCOMPARE(follower.waitFor(3).back(), Phase::Asleep);
        wishes.warmUp = true;
        queue.warmUp();
        QCOMPARE(follower.waitFor(5).back(), Phase::Failed);
        QCOMPARE(queue.state().problem, (Error{ErrorCode::Corrupt, "no warmth"}));
    }

    /// Somebody who asks while the models are still loading waits for what the question needs, not for all of it.
    void aQuestionInterruptsTheWarmUp()
    {
        Bench b({.batchWindow = 0ms});
        std::atomic<int> warmUps = 0;
        Gate begun;
        b.log.onCall = [&](const std::string& name, std::stop_token stop) {
            if (name != "warm up" || ++warmUps > 1)
                return;
            begun.pass();
            waitForStop(stop);
        };
        b.queue->warmUp();
        begun.waitUntilEntered();
        begun.open();
        QVERIFY(b.queue->embedText("now", {}));
        std::binary_semaphore described{0};
        QVERIFY(b.queue->describe(job(1), [&](Description) { described.release(); }, {}));
        described.acquire(); // after all that is urgent
        QCOMPARE(b.log.calls(), (Names{"warm up", "text now", "warm up", "caption 1", "image 1"}));
    }

    void shutdownInterruptsTheWarmUp()
    {
        Bench b;
        Gate begun;
        b.log.onCall = [&](const std::string& name, std::stop_token stop) {
            if (name != "warm up")
                return;
            begun.pass();
            waitForStop(stop);
        };
        b.queue->warmUp();
        begun.waitUntilEntered();
        begun.open();
        b.queue.reset();
        QCOMPARE(b.log.calls(), (Names{"warm up"}));
    }

    void aFailureLastsUntilWhatFailedAnswers()
    {
        FailingEngine::Wishes wishes;
        metrics::Registry registry;
        InferenceQueue queue(std::make_unique<FailingEngine>(wishes), registry);
        wishes.captions = true;
        QVERIFY(!queue.caption(picture(1), {}, {}));
        QVERIFY(queue.state().phase == Phase::Failed);
        QCOMPARE(queue.state().problem.message, std::string("no captions"));
        QVERIFY(queue.embedText("a", {}));
        QVERIFY(queue.state().phase == Phase::Failed); // the other half says nothing about it
        wishes.captions = false;
        QVERIFY(queue.caption(picture(1), {}, {}));
        QVERIFY(queue.state().phase == Phase::Ready);

        wishes.warmUp = true;
        Follower follower(queue);
        queue.warmUp();
        follower.waitFor(2);
        QVERIFY(queue.embedText("a", {}));
        QVERIFY(queue.state().phase == Phase::Failed);
        QVERIFY(queue.caption(picture(1), {}, {}));
        QVERIFY(queue.state().phase == Phase::Ready);
    }

    void aPicturesOwnFailureIsNoStateOfTheModel()
    {
        Bench b;
        b.log.onCall = [](const std::string&, std::stop_token) { throw std::runtime_error("odd picture"); };
        QVERIFY(!b.queue->caption(picture(1), {}, {}));
        QVERIFY(b.queue->state().phase == Phase::Asleep);
    }

    void memoryFigures_data()
    {
        QTest::addColumn<quint64>("available");
        QTest::addColumn<quint64>("total");
        QTest::addColumn<bool>("isShort");
        constexpr quint64 kMega = 1u << 20;
        constexpr quint64 kGiga = 1u << 30;
        QTest::newRow("nothing known") << quint64{0} << quint64{0} << false;
        QTest::newRow("plenty") << 4 * kGiga << 16 * kGiga << false;
        QTest::newRow("under 256 MB") << 255 * kMega << 4 * kGiga << true;
        QTest::newRow("256 MB") << 256 * kMega << 4 * kGiga << false;
        QTest::newRow("under 3 %") << 1800 * kMega << 64 * kGiga << true;
        QTest::newRow("over 3 %") << 2000 * kMega << 64 * kGiga << false;
    }
    void memoryFigures()
    {
        QFETCH(quint64, available);
        QFETCH(quint64, total);
        QFETCH(bool, isShort);
        QCOMPARE(inference::isShort(available, total), isShort);
    }

    void memoryInformation_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<quint64>("bytes");
        QTest::newRow("as it is") << std::string("MemTotal:  10 kB\nMemAvailable:    12 kB\nBuffers: 1 kB\n")
                                  << quint64{12288};
        QTest::newRow("the last line, not ended") << std::string("MemAvailable: 12 kB") << quint64{12288};
        QTest::newRow("absent") << std::string("MemTotal: 10 kB\nMemAvailableSoon: 7 kB\n") << quint64{0};
        QTest::newRow("no figure") << std::string("MemAvailable:\nMemTotal: 10 kB\n") << quint64{0};
        QTest::newRow("empty") << std::string() << quint64{0};
    }
    void memoryInformation()
    {
        QFETCH(std::string, text);
        QFETCH(quint64, bytes);
        QCOMPARE(memoryInfoBytes(text, "MemAvailable"), bytes);
    }
};

QTEST_APPLESS_MAIN(InferenceQueueStateTest)
#include "inference_queue_state_test.moc"
