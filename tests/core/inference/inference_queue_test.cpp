#include "core/inference/inference_queue.h"

#include <atomic>
#include <new>

#include <QTest>

#include "core/metrics/stage.h"
#include "tests/core/inference/queue_bench.h"

using namespace vidimus;
using namespace vidimus::inference;

namespace {

std::uint64_t countOf(const metrics::Registry& registry, std::string_view stage)
{
    for (const metrics::StageSummary& summary : registry.summaries()) {
        if (summary.stage == stage)
            return summary.count;
    }
    return 0;
}

} // namespace

/// Batches, questions, failing engines.
class InferenceQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void batchesWhatWaits();
    void waitsForABatchToFill();
    void doesWhatWasAskedFor();
    void questionsGoFirst();
    void typedQuestionsAreAnsweredBetweenSteps();
    void otherQuestionsWaitForTheCall();
    void questionsDoNotWaitForTheBatchWindow();
    void batchesAreSmallWhileSomeoneAsks();
    void answersQuestions();
    void fullQueue();
    void exceptionsBecomeErrors_data();
    void exceptionsBecomeErrors();
    void oneBadPictureFailsAlone();
    void wrongNumberOfAnswers();
    void picturesWithoutPixels();
    void doneMayTryToDescribe();
    void recordsStages();
    void warmsUpAndUnloads();
    void runsOnOneThread();
};

void InferenceQueueTest::batchesWhatWaits()
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
    for (int i = 2; i <= 6; ++i)
        QVERIFY(b.queue->describe(job(i), b.answers.collect(i), {}));
    QCOMPARE(b.queue->waiting(), std::size_t{5});
    gate.open();
    b.answers.waitFor(6);
    QCOMPARE(b.log.calls(), (Names{"caption 1", "image 1", "caption 4", "image 4", "caption 1", "image 1"}));
    for (int i = 1; i <= 6; ++i) {
        QCOMPARE(b.answers.caption(i), std::to_string(i));
        QCOMPARE(b.answers.embedding(i), std::to_string(i));
    }
    QCOMPARE(b.queue->waiting(), std::size_t{0});
}

void InferenceQueueTest::waitsForABatchToFill()
{
    Bench b({.batchWindow = 1h});
    for (int i = 1; i <= 4; ++i)
        QVERIFY(b.queue->describe(job(i), b.answers.collect(i), {}));
    b.answers.waitFor(4);
    QCOMPARE(b.log.calls(), (Names{"caption 4", "image 4"}));

    // What cannot be filled because no more may wait does not wait for it.
    Bench narrow({.capacity = 2, .batchWindow = 1h});
    for (int i = 1; i <= 2; ++i)
        QVERIFY(narrow.queue->describe(job(i), narrow.answers.collect(i), {}));
    narrow.answers.waitFor(2);
    QCOMPARE(narrow.log.calls(), (Names{"caption 2", "image 2"}));
}

void InferenceQueueTest::doesWhatWasAskedFor()
{
    Bench b({.batchWindow = 1h});
    QVERIFY(b.queue->describe({picture(1), true, false}, b.answers.collect(1), {}));
    QVERIFY(b.queue->describe({picture(2), false, true}, b.answers.collect(2), {}));
    QVERIFY(b.queue->describe({picture(3), false, false}, b.answers.collect(3), {}));
    QVERIFY(b.queue->describe({picture(4), false, true}, b.answers.collect(4), {}));
    b.answers.waitFor(4);
    QCOMPARE(b.log.calls(), (Names{"caption 1", "image 2"}));
    QCOMPARE(b.answers.caption(1), std::string("1"));
    QCOMPARE(b.answers.embedding(1), std::string("none"));
    QCOMPARE(b.answers.caption(2), std::string("none"));
    QCOMPARE(b.answers.embedding(2), std::string("2"));
    QCOMPARE(b.answers.timesAnswered(3), std::size_t{1});
    QCOMPARE(b.answers.caption(3), std::string("none"));
    QCOMPARE(b.answers.embedding(4), std::string("4"));
}

void InferenceQueueTest::questionsGoFirst()
{
    Bench b({.batchWindow = 0ms, .interactiveBatch = 4});
    Gate gate;
    std::atomic<bool> first = true;
    b.log.onCall = [&](const std::string&, std::stop_token) {
        if (first.exchange(false))
            gate.pass();
    };
    QVERIFY(b.queue->describe(job(1), b.answers.collect(1), {}));
    gate.waitUntilEntered();
    for (int i = 2; i <= 3; ++i)
        QVERIFY(b.queue->describe(job(i), b.answers.collect(i), {}));
    Result<EmbeddingResult> answer = fail(ErrorCode::Internal, "");
    std::jthread asker([&] { answer = b.queue->embedText("question", {}); });
    waitForBlocked(*b.queue, 1);
    gate.open();
    asker.join();
    b.answers.waitFor(3);
    // Between the two halves of the batch under way, not behind it.
    QCOMPARE(b.log.calls(), (Names{"caption 1", "text question", "image 1", "caption 2", "image 2"}));
    QVERIFY(answer);
    QCOMPARE(answer->vector[0], 8.f);
}

/// Two steps of a batch of captions, with the hook between them.
struct SteppingBench : Bench {
    Gate first;
    Gate second;

    SteppingBench() : SteppingBench(std::make_shared<StepHook>()) {}

private:
    explicit SteppingBench(std::shared_ptr<StepHook> hook) : Bench({.batchWindow = 0ms, .hook = hook})
    {
        log.onCall = [this, hook](const std::string& call, std::stop_token) {
            if (call != "caption 1")
                return;
            first.pass();
            (*hook)();
            second.pass();
        };
    }
};

void InferenceQueueTest::typedQuestionsAreAnsweredBetweenSteps()
{
    SteppingBench b;
    QVERIFY(b.queue->describe(job(1), b.answers.collect(1), {}));
    b.first.waitUntilEntered();
    Result<EmbeddingResult> answer = fail(ErrorCode::Internal, "");
    std::jthread asker([&] { answer = b.queue->embedText("question", {}); });
    waitForBlocked(*b.queue, 1);
    b.first.open();
    asker.join(); // while the batch has not ended
    QVERIFY(answer);
    QCOMPARE(answer->vector[0], 8.f);
    QCOMPARE(b.log.calls(), (Names{"caption 1", "text question"}));
    b.second.waitUntilEntered();
    b.second.open();
    b.answers.waitFor(1);
    QCOMPARE(b.answers.caption(1), "1");
    QCOMPARE(b.answers.embedding(1), "1");
}

/// A picture to compare would need what the batch is using.
void InferenceQueueTest::otherQuestionsWaitForTheCall()
{
    SteppingBench b;
    QVERIFY(b.queue->describe(job(1), b.answers.collect(1), {}));
    b.first.waitUntilEntered();
    Result<EmbeddingResult> answer = fail(ErrorCode::Internal, "");
    std::jthread asker([&] { answer = b.queue->embedImage(picture(7), {}); });
    waitForBlocked(*b.queue, 1);
    b.first.open();
    b.second.waitUntilEntered();
    QCOMPARE(b.log.calls(), (Names{"caption 1"}));
    b.second.open();
    asker.join();
    b.answers.waitFor(1);
    QVERIFY(answer);
    QCOMPARE(answer->vector[0], 7.f);
}

void InferenceQueueTest::questionsDoNotWaitForTheBatchWindow()
{
    Bench b({.batchWindow = 1h, .interactiveBatch = 2}); // of one, a picture is a whole batch once somebody asked
    QVERIFY(b.queue->describe(job(1), b.answers.collect(1), {}));
    QVERIFY(b.queue->embedText("now", {}));
    QCOMPARE(b.log.calls(), (Names{"text now"}));
    b.queue.reset();
    QCOMPARE(b.answers.caption(1), std::string("cancelled"));
}

void InferenceQueueTest::batchesAreSmallWhileSomeoneAsks()
{
    for (const bool interactive : {true, false}) {
        Bench b({.batchWindow = 0ms, .interactiveBatch = 2, .interactivePeriod = interactive ? 1h : 0h});
        Gate gate;
        b.log.onCall = [&](const std::string& name, std::stop_token) {
            if (name == "text hold")
                gate.pass();
        };
        std::jthread asker([&] { static_cast<void>(b.queue->embedText("hold", {})); });
        gate.waitUntilEntered();
        for (int i = 1; i <= 4; ++i)
            QVERIFY(b.queue->describe(job(i), b.answers.collect(i), {}));
        gate.open();
        asker.join();
        b.answers.waitFor(4);
        const Names small{"text hold", "caption 2", "image 2", "caption 2", "image 2"};
        const Names full{"text hold", "caption 4", "image 4"};
        QCOMPARE(b.log.calls(), interactive ? small : full);
    }
}

void InferenceQueueTest::answersQuestions()
{
    Bench b;
    QCOMPARE(b.queue->info().captionModel.id, std::string("fake-caption"));
    const auto text = b.queue->embedText("four", {});
    QVERIFY(text);
    QCOMPARE(text->vector[0], 4.f);
    const auto image = b.queue->embedImage(picture(7), {});
    QVERIFY(image);
    QCOMPARE(image->vector[0], 7.f);
    CaptionOptions options;
    options.prompt = "width ";
    const auto caption = b.queue->caption(picture(9), options, {});
    QVERIFY(caption);
    QCOMPARE(caption->caption.text, std::string("width 9"));
    std::stop_source stopped;
    stopped.request_stop();
    QCOMPARE(b.queue->embedText("never", stopped.get_token()).error().code, ErrorCode::Cancelled);
    QCOMPARE(b.log.calls(), (Names{"text four", "image 1", "caption 1"}));
}

void InferenceQueueTest::fullQueue()
{
    Bench b({.capacity = 2, .batchWindow = 0ms}, 1);
    Gate gate;
    std::atomic<bool> first = true;
    b.log.onCall = [&](const std::string&, std::stop_token) {
        if (first.exchange(false))
            gate.pass();
    };
    QVERIFY(b.queue->tryDescribe(job(1), b.answers.collect(1), {}));
    gate.waitUntilEntered();
    QVERIFY(b.queue->tryDescribe(job(2), b.answers.collect(2), {}));
    QVERIFY(b.queue->tryDescribe(job(3), b.answers.collect(3), {}));
    QVERIFY(!b.queue->tryDescribe(job(4), b.answers.collect(4), {}));
    // Who waits gets in once there is room.
    std::atomic<bool> entered = false;
    std::jthread producer([&] { entered = b.queue->describe(job(5), b.answers.collect(5), {}); });
    waitForBlocked(*b.queue, 1);
    gate.open();
    producer.join();
    QVERIFY(entered);
    b.answers.waitFor(4);
    QCOMPARE(b.answers.caption(5), std::string("5"));
    QCOMPARE(b.answers.timesAnswered(4), std::size_t{0});
}

void InferenceQueueTest::exceptionsBecomeErrors_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("runtime_error") << 0;
    QTest::newRow("bad_alloc") << 1;
    QTest::newRow("not a std::exception") << 2;
}

void InferenceQueueTest::exceptionsBecomeErrors()
{
    QFETCH(int, kind);
    Bench b;
    std::atomic<bool> failing = true;
    b.log.onCall = [&](const std::string&, std::stop_token) {
        if (!failing)
            return;
        if (kind == 0)
            throw std::runtime_error("shape [1, 3]\nmismatch");
        if (kind == 1)
            throw std::bad_alloc();
        throw 42;
    };
    const auto text = b.queue->embedText("x", {});
    QCOMPARE(text.error().code, ErrorCode::Internal);
    QVERIFY(text.error().message.find('\n') == std::string::npos);
    if (kind == 0)
        QVERIFY(text.error().message.find("mismatch") != std::string::npos);
    QCOMPARE(b.queue->embedImage(picture(1), {}).error().code, ErrorCode::Internal);
    QCOMPARE(b.queue->caption(picture(1), {}, {}).error().code, ErrorCode::Internal);
    QVERIFY(b.queue->describe(job(1), b.answers.collect(1), {}));
    b.answers.waitFor(1);
    QCOMPARE(b.answers.caption(1), std::string("internal"));
    QCOMPARE(b.answers.embedding(1), std::string("internal"));
    b.queue->warmUp();
    b.queue->unload();
    failing = false;
    QVERIFY(b.queue->embedText("still there", {}));
}

void InferenceQueueTest::oneBadPictureFailsAlone()
{
    Bench b({.batchWindow = 1h});
    std::atomic<int> singles = 0;
    b.log.onCall = [&](const std::string& name, std::stop_token) {
        // The batch throws, and then the third picture on its own.
        if (name == "caption 4" || (name == "caption 1" && ++singles == 3))
            throw std::runtime_error("bad picture");
    };
    for (int i = 1; i <= 4; ++i)
        QVERIFY(b.queue->describe(job(i), b.answers.collect(i), {}));
    b.answers.waitFor(4);
    QCOMPARE(b.answers.caption(1), std::string("1"));
    QCOMPARE(b.answers.caption(2), std::string("2"));
    QCOMPARE(b.answers.caption(3), std::string("internal"));
    QCOMPARE(b.answers.caption(4), std::string("4"));
    for (int i = 1; i <= 4; ++i)
        QCOMPARE(b.answers.embedding(i), std::to_string(i));
}

void InferenceQueueTest::wrongNumberOfAnswers()
{
    class Forgetful final : public Engine {
    public:
        EngineInfo info() const override { return {}; }
        Result<void> warmUp(std::stop_token) override { return {}; }
        std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const>, const CaptionOptions&,
                                                   std::stop_token) override
        {
            return {};
        }
        std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                         std::stop_token) override
        {
            return std::vector<Result<EmbeddingResult>>(images.size() + 1, EmbeddingResult{});
        }
        std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string>, std::stop_token) override
        {
            return {};
        }
        void unload() override {}
    };
    metrics::Registry registry;
    InferenceQueue queue(std::make_unique<Forgetful>(), registry, {.batchWindow = 0ms});
    QCOMPARE(queue.embedText("x", {}).error().code, ErrorCode::Internal);
    QCOMPARE(queue.embedImage(picture(1), {}).error().code, ErrorCode::Internal);
    QCOMPARE(queue.caption(picture(1), {}, {}).error().code, ErrorCode::Internal);
}

void InferenceQueueTest::picturesWithoutPixels()
{
    Bench b({.batchWindow = 1h});
    QVERIFY(b.queue->describe({nullptr, true, true}, b.answers.collect(1), {}));
    QVERIFY(b.queue->describe({std::make_shared<const RgbImage>(), true, true}, b.answers.collect(2), {}));
    QVERIFY(b.queue->describe(job(3), b.answers.collect(3), {}));
    QVERIFY(b.queue->describe({nullptr, true, true}, b.answers.collect(4), {}));
    b.answers.waitFor(4);
    QCOMPARE(b.log.calls(), (Names{"caption 1", "image 1"}));
    QCOMPARE(b.answers.caption(1), std::string("invalid"));
    QCOMPARE(b.answers.embedding(2), std::string("invalid"));
    QCOMPARE(b.answers.caption(3), std::string("3"));
    QCOMPARE(b.answers.embedding(3), std::string("3"));
    QCOMPARE(b.queue->embedImage(nullptr, {}).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(b.queue->caption(nullptr, {}, {}).error().code, ErrorCode::InvalidArgument);
}

void InferenceQueueTest::doneMayTryToDescribe()
{
    Bench b;
    std::atomic<int> left = 100;
    std::binary_semaphore finished{0};
    std::function<void(Description)> next = [&](Description) {
        if (--left == 0 || !b.queue->tryDescribe(job(1), next, {}))
            finished.release();
    };
    QVERIFY(b.queue->describe(job(1), next, {}));
    finished.acquire();
    QCOMPARE(left.load(), 0);
}

void InferenceQueueTest::recordsStages()
{
    using namespace metrics;
    Bench b({.batchWindow = 1h});
    for (int i = 1; i <= 4; ++i)
        QVERIFY(b.queue->describe(job(i), b.answers.collect(i), {}));
    b.answers.waitFor(4);
    QVERIFY(b.queue->embedText("text", {}));
    QCOMPARE(countOf(b.registry, stage::kCaption), std::uint64_t{4});
    QCOMPARE(countOf(b.registry, stage::kEmbed), std::uint64_t{4});
    QCOMPARE(countOf(b.registry, stage::kPreprocess), std::uint64_t{8});
    QCOMPARE(countOf(b.registry, stage::kVision), std::uint64_t{8});
    QCOMPARE(countOf(b.registry, stage::kText), std::uint64_t{4});
    QCOMPARE(countOf(b.registry, stage::kEmbedText), std::uint64_t{1});
    for (const StageSummary& summary : b.registry.summaries()) {
        if (summary.stage == stage::kCaption)
            QVERIFY(std::abs(summary.p50Ms - 0.060) < 0.002); // 10 + 20 + 30 µs
    }

    // What failed is not timed.
    b.log.onCall = [](const std::string&, std::stop_token) { throw std::runtime_error("no"); };
    QVERIFY(!b.queue->embedText("text", {}));
    QCOMPARE(countOf(b.registry, stage::kEmbedText), std::uint64_t{1});
}

void InferenceQueueTest::warmsUpAndUnloads()
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
    QVERIFY(b.queue->describe(job(2), b.answers.collect(2), {}));
    b.queue->unload();
    b.queue->warmUp(); // the later wish counts
    gate.open();
    b.answers.waitFor(2);
    QCOMPARE(b.log.calls(), (Names{"caption 1", "warm up", "image 1", "caption 1", "image 1"}));

    // The memory goes back after the work under way, not in its midst.
    Bench u;
    Gate held;
    std::binary_semaphore unloaded{0};
    u.log.onCall = [&](const std::string& name, std::stop_token) {
        if (name == "caption 1")
            held.pass();
        if (name == "unload")
            unloaded.release();
    };
    QVERIFY(u.queue->describe(job(1), u.answers.collect(1), {}));
    held.waitUntilEntered();
    u.queue->unload();
    held.open();
    unloaded.acquire();
    QCOMPARE(u.log.calls(), (Names{"caption 1", "image 1", "unload"}));
}

void InferenceQueueTest::runsOnOneThread()
{
    Bench b;
    QVERIFY(b.queue->embedText("x", {}));
    const std::thread::id one = b.log.thread;
    QVERIFY(one != std::this_thread::get_id());
    std::binary_semaphore done{0};
    std::thread::id answered;
    QVERIFY(b.queue->describe(job(1),
                              [&](Description) {
                                  answered = std::this_thread::get_id();
                                  done.release();
                              },
                              {}));
    done.acquire();
    QVERIFY(answered == one);
    QVERIFY(b.log.thread == one);
}

QTEST_APPLESS_MAIN(InferenceQueueTest)
#include "inference_queue_test.moc"
