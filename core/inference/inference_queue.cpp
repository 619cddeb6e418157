#include "core/inference/inference_queue.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "core/inference/batch_stop.h"
#include "core/inference/guarded_engine.h"
#include "core/inference/stage_recorder.h"

namespace vidimus::inference {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

/// A describe job that waits for its turn.
struct Waiting {
    DescribeJob job;
    InferenceQueue::Done done;
    std::stop_token stop;
    SteadyTime since;
};

using Answer = std::variant<std::monostate, Result<EmbeddingResult>, Result<CaptionResult>>;

using Ask = std::function<Answer(Engine&, StageRecorder&, std::stop_token)>;

/// Something a blocked caller wants to know.
struct Question {
    Ask ask;
    bool mayInterrupt = false;  ///< needs nothing that a batch of pictures is using
    std::stop_source abandoned; ///< its caller does not wait any more
    Answer answer;              ///< guarded by State::mutex
};

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled, "Cancelled.");
}

void answerCancelled(Waiting& waiting)
{
    Description description;
    if (waiting.job.wantCaption)
        description.caption = cancelled();
    if (waiting.job.wantEmbedding)
        description.embedding = cancelled();
    waiting.done(std::move(description));
}

unsigned partsOf(const EngineInfo& info)
{
    const unsigned captions = info.captionModel.id.empty() ? 0u : EngineStateKeeper::Captions;
    const unsigned vectors = info.embeddingModel.id.empty() ? 0u : EngineStateKeeper::Vectors;
    return captions | vectors;
}

/// What callers and the inference thread share. Callers hold it themselves while they are blocked, so that the queue
/// may be destroyed meanwhile.
struct State {
    std::mutex mutex; ///< guards all below
    std::condition_variable_any workerWake;
    std::condition_variable_any callersWake;
    std::deque<std::shared_ptr<Question>> questions;
    std::deque<Waiting> jobs;
    SteadyTime lastQuestion{}; ///< epoch: none yet
    std::size_t blockedCallers = 0;
    bool warmUpWanted = false;
    std::stop_source warmUpStop; ///< of the warm-up under way
    bool unloadWanted = false;
    bool closed = false;

    bool hasUrgent() const { return warmUpWanted || !questions.empty(); }
    bool hasWork() const { return hasUrgent() || unloadWanted || !jobs.empty(); }

    /// Blocks a caller until `ready`, its own stop or the end of the queue.
    template <typename Ready>
    void block(std::unique_lock<std::mutex>& lock, const std::stop_token& stop, const Ready& ready)
    {
        ++blockedCallers;
        callersWake.wait(lock, stop, [&] { return closed || ready(); });
        --blockedCallers;
    }
};

} // namespace

class InferenceQueue::Private {
public:
    Private(std::unique_ptr<Engine> wanted, metrics::Registry& metrics, QueueOptions wantedOptions)
        : engine(makeGuardedEngine(std::move(wanted)))
        , info(engine->info())
        , options(std::move(wantedOptions))
        , recorder(metrics)
        , engineState(partsOf(info))
    {
        options.capacity = std::max<std::size_t>(1, options.capacity);
        options.interactiveBatch = std::max(1, options.interactiveBatch);
        options.memoryPeriod = std::max(options.memoryPeriod, std::chrono::milliseconds(1));
        worker = std::jthread([this](std::stop_token stop) { run(stop); });
    }

    bool enqueue(DescribeJob job, Done done, std::stop_token stop, bool mayWait);
    Answer ask(Ask ask, bool mayInterrupt, std::stop_token stop);

    std::unique_ptr<Engine> engine;
    const EngineInfo info;
    QueueOptions options;
    StageRecorder recorder;
    const std::shared_ptr<State> state = std::make_shared<State>();
    EngineStateKeeper engineState;
    std::jthread worker;

private:
    void run(std::stop_token stop);
    void waitForWork(const std::stop_token& stop);
    void warmUp(std::stop_source interruption, const std::stop_token& stop);
    void runUrgent(std::stop_token stop);
    void answerBetweenSteps(const std::stop_token& stop);
    void unloadIfWanted();
    void answer(Question& question, const std::stop_token& stop);
    std::size_t batchLimit() const;
    std::vector<Waiting> takeBatch(std::stop_token stop);
    void describeBatch(std::vector<Waiting> batch, std::stop_token stop);
    void answerAllCancelled();
};

bool InferenceQueue::Private::enqueue(DescribeJob job, Done done, std::stop_token stop, bool mayWait)
{
    const std::shared_ptr<State> shared = state;
    const std::size_t capacity = options.capacity;
    std::unique_lock lock(shared->mutex);
    const auto hasRoom = [&] { return shared->jobs.size() < capacity; };
    if (mayWait)
        shared->block(lock, stop, hasRoom);
    if (!hasRoom() || shared->closed || stop.stop_requested())
        return false;
    shared->jobs.push_back({std::move(job), std::move(done), std::move(stop), std::chrono::steady_clock::now()});
    shared->workerWake.notify_one();
    return true;
}

Answer InferenceQueue::Private::ask(Ask ask, bool mayInterrupt, std::stop_token stop)
{
    const std::shared_ptr<State> shared = state;
    const auto question = std::make_shared<Question>();
    question->ask = std::move(ask);
    question->mayInterrupt = mayInterrupt;
    std::unique_lock lock(shared->mutex);
    if (shared->closed || stop.stop_requested())
        return {};
    shared->questions.push_back(question);
    shared->lastQuestion = std::chrono::steady_clock::now();
    shared->workerWake.notify_one();
    std::stop_source warmUp = shared->warmUpStop;
    lock.unlock();
    warmUp.request_stop();
    lock.lock();
    const auto answered = [&] { return !std::holds_alternative<std::monostate>(question->answer); };
    shared->block(lock, stop, answered);
    if (!answered()) {
        std::erase(shared->questions, question);
        lock.unlock();
        question->abandoned.request_stop();
        return {};
    }
    return std::move(question->answer);
}

void InferenceQueue::Private::run(std::stop_token stop)
{
    if (options.hook)
        options.hook->set([this, stop] { answerBetweenSteps(stop); });
    while (!stop.stop_requested()) {
        waitForWork(stop);
        runUrgent(stop);
        unloadIfWanted();
        describeBatch(takeBatch(stop), stop);
    }
    if (options.hook)
        options.hook->set({});
    answerAllCancelled();
}

/// While nothing comes, models that are loaded give their memory back when it is short.
void InferenceQueue::Private::waitForWork(const std::stop_token& stop)
{
    const auto hasWork = [&] { return state->hasWork(); };
    std::unique_lock lock(state->mutex);
    while (!hasWork() && !stop.stop_requested()) {
        // Failed as well: one of two models may be loaded all the same.
        const EngineState::Phase phase = engineState.state().phase;
        if (phase == EngineState::Phase::Asleep || !options.memoryIsShort) {
            state->workerWake.wait(lock, stop, hasWork);
            return;
        }
        if (state->workerWake.wait_for(lock, stop, options.memoryPeriod, hasWork))
            return;
        lock.unlock();
        if (!stop.stop_requested() && options.memoryIsShort()) {
            engine->unload();
            if (phase == EngineState::Phase::Ready)
                engineState.asleep();
        }
        lock.lock();
    }
}

void InferenceQueue::Private::warmUp(std::stop_source interruption, const std::stop_token& stop)
{
    const std::stop_callback onShutdown(stop, [&] { interruption.request_stop(); });
    engineState.loading();
    const Result<void> warm = engine->warmUp(interruption.get_token());
    engineState.warm(warm);
    const bool interrupted = !warm && warm.error().code == ErrorCode::Cancelled && !stop.stop_requested();
    const std::lock_guard lock(state->mutex);
    if (interrupted && !state->unloadWanted)
        state->warmUpWanted = true;
}

/// Everything that goes ahead of pictures.
void InferenceQueue::Private::runUrgent(std::stop_token stop)
{
    std::unique_lock lock(state->mutex);
    while (state->hasUrgent() && !stop.stop_requested()) {
        if (!state->questions.empty()) {
            const std::shared_ptr<Question> question = std::move(state->questions.front());
            state->questions.pop_front();
            lock.unlock();
            answer(*question, stop);
        } else {
            const std::stop_source interruption = state->warmUpStop = std::stop_source();
            state->warmUpWanted = false;
            lock.unlock();
            warmUp(interruption, stop);
        }
        lock.lock();
    }
}

/// Called by a model that is busy with pictures, or with a question of another kind.
void InferenceQueue::Private::answerBetweenSteps(const std::stop_token& stop)
{
    std::unique_lock lock(state->mutex);
    while (!stop.stop_requested()) {
        const auto next = std::find_if(state->questions.begin(), state->questions.end(),
                                       [](const auto& question) { return question->mayInterrupt; });
        if (next == state->questions.end())
            return;
        const std::shared_ptr<Question> question = std::move(*next);
        state->questions.erase(next);
        lock.unlock();
        answer(*question, stop);
        lock.lock();
    }
}

void InferenceQueue::Private::unloadIfWanted()
{
    {
        const std::lock_guard lock(state->mutex);
        if (!std::exchange(state->unloadWanted, false))
            return;
    }
    engine->unload();
    engineState.asleep();
}

void InferenceQueue::Private::answer(Question& question, const std::stop_token& stop)
{
    const std::stop_callback onShutdown(stop, [&] { question.abandoned.request_stop(); });
    if (question.abandoned.stop_requested())
        return;
    Answer given = question.ask(*engine, recorder, question.abandoned.get_token());
    if (const auto* const caption = std::get_if<Result<CaptionResult>>(&given))
        engineState.answered(EngineStateKeeper::Captions, *caption);
    else if (const auto* const vector = std::get_if<Result<EmbeddingResult>>(&given))
        engineState.answered(EngineStateKeeper::Vectors, *vector);
    const std::lock_guard lock(state->mutex);
    question.answer = std::move(given);
    state->callersWake.notify_all();
}

/// How many pictures the next batch may have. Called with the mutex held.
std::size_t InferenceQueue::Private::batchLimit() const
{
    const std::size_t full = static_cast<std::size_t>(std::max(1, info.preferredBatch));
    const bool someoneAsks = state->lastQuestion != SteadyTime{} &&
                             std::chrono::steady_clock::now() - state->lastQuestion < options.interactivePeriod;
    return someoneAsks ? std::min(full, static_cast<std::size_t>(options.interactiveBatch)) : full;
}

/// Waits until the batch is full or its first picture has waited long enough. Empty when something more urgent came up.
std::vector<Waiting> InferenceQueue::Private::takeBatch(std::stop_token stop)
{
    std::unique_lock lock(state->mutex);
    if (state->jobs.empty())
        return {};
    const auto full = [&] { return state->jobs.size() >= std::min(batchLimit(), options.capacity); };
    state->workerWake.wait_until(lock, stop, state->jobs.front().since + options.batchWindow,
                                 [&] { return full() || state->hasUrgent(); });
    if (stop.stop_requested() || state->hasUrgent())
        return {};
    const auto count = static_cast<std::ptrdiff_t>(std::min(batchLimit(), state->jobs.size()));
    std::vector<Waiting> batch(std::make_move_iterator(state->jobs.begin()),
                               std::make_move_iterator(state->jobs.begin() + count));
    state->jobs.erase(state->jobs.begin(), state->jobs.begin() + count);
    state->callersWake.notify_all();
    return batch;
}

void InferenceQueue::Private::describeBatch(std::vector<Waiting> batch, std::stop_token stop)
{
    const auto firstStopped = std::stable_partition(
        batch.begin(), batch.end(), [](const Waiting& waiting) { return !waiting.stop.stop_requested(); });
    std::for_each(firstStopped, batch.end(), answerCancelled);
    batch.erase(firstStopped, batch.end());
    if (batch.empty())
        return;

    std::vector<std::stop_token> askers;
    std::vector<const RgbImage*> toCaption;
    std::vector<const RgbImage*> toEmbed;
    for (const Waiting& waiting : batch) {
        askers.push_back(waiting.stop);
        if (waiting.job.wantCaption)
            toCaption.push_back(waiting.job.image.get());
        if (waiting.job.wantEmbedding)
            toEmbed.push_back(waiting.job.image.get());
    }
    const BatchStop batchStop(askers, stop);
    std::vector<Result<CaptionResult>> captions;
    if (!toCaption.empty()) {
        captions = engine->caption(toCaption, {}, batchStop.token());
        runUrgent(stop);
    }
    std::vector<Result<EmbeddingResult>> embeddings;
    if (!toEmbed.empty())
        embeddings = engine->embedImages(toEmbed, batchStop.token());
    for (const Result<CaptionResult>& result : captions) {
        recorder.caption(result);
        engineState.answered(EngineStateKeeper::Captions, result);
    }
    for (const Result<EmbeddingResult>& result : embeddings) {
        recorder.image(result);
        engineState.answered(EngineStateKeeper::Vectors, result);
    }

    auto nextCaption = captions.begin();
    auto nextEmbedding = embeddings.begin();
    for (Waiting& waiting : batch) {
        Description description;
        if (waiting.job.wantCaption)
            description.caption = std::move(*nextCaption++);
        if (waiting.job.wantEmbedding)
            description.embedding = std::move(*nextEmbedding++);
        waiting.done(std::move(description));
    }
}

/// The end: nothing comes in any more, and whoever waits is told.
void InferenceQueue::Private::answerAllCancelled()
{
    std::unique_lock lock(state->mutex);
    std::deque<Waiting> left = std::exchange(state->jobs, {});
    state->questions.clear();
    lock.unlock();
    std::for_each(left.begin(), left.end(), answerCancelled);
}

InferenceQueue::InferenceQueue(std::unique_ptr<Engine> engine, metrics::Registry& metrics, QueueOptions options)
    : d(std::make_unique<Private>(std::move(engine), metrics, std::move(options)))
{}

InferenceQueue::~InferenceQueue()
{
    {
        const std::lock_guard lock(d->state->mutex);
        d->state->closed = true;
        d->state->callersWake.notify_all();
    }
    d->worker.request_stop();
    d->worker.join();
}

const EngineInfo& InferenceQueue::info() const
{
    return d->info;
}

bool InferenceQueue::describe(DescribeJob job, Done done, std::stop_token stop)
{
    return d->enqueue(std::move(job), std::move(done), std::move(stop), true);
}

bool InferenceQueue::tryDescribe(DescribeJob job, Done done, std::stop_token stop)
{
    return d->enqueue(std::move(job), std::move(done), std::move(stop), false);
}

std::size_t InferenceQueue::waiting() const
{
    const std::lock_guard lock(d->state->mutex);
    return d->state->jobs.size();
}

std::size_t InferenceQueue::blockedCallers() const
{
    const std::lock_guard lock(d->state->mutex);
    return d->state->blockedCallers;
}

Result<EmbeddingResult> InferenceQueue::embedText(std::string text, std::stop_token stop)
{
    Answer answer = d->ask(
        [text = std::move(text)](Engine& engine, StageRecorder& recorder, std::stop_token callStop) -> Answer {
            Result<EmbeddingResult> result = std::move(engine.embedTexts({&text, 1}, callStop).front());
            recorder.text(result);
            return result;
        },
        true, std::move(stop));
    auto* const result = std::get_if<Result<EmbeddingResult>>(&answer);
    return result ? std::move(*result) : cancelled();
}

Result<EmbeddingResult> InferenceQueue::embedImage(std::shared_ptr<const RgbImage> image, std::stop_token stop)
{
    Answer answer = d->ask(
        [image = std::move(image)](Engine& engine, StageRecorder& recorder, std::stop_token callStop) -> Answer {
            const RgbImage* const picture = image.get();
            Result<EmbeddingResult> result = std::move(engine.embedImages({&picture, 1}, callStop).front());
            recorder.image(result);
            return result;
        },
        false, std::move(stop));
    auto* const result = std::get_if<Result<EmbeddingResult>>(&answer);
    return result ? std::move(*result) : cancelled();
}

Result<CaptionResult> InferenceQueue::caption(std::shared_ptr<const RgbImage> image, CaptionOptions options,
                                              std::stop_token stop)
{
    Answer answer = d->ask(
        [image = std::move(image), options = std::move(options)](Engine& engine, StageRecorder& recorder,
                                                                 std::stop_token callStop) -> Answer {
            const RgbImage* const picture = image.get();
            Result<CaptionResult> result = std::move(engine.caption({&picture, 1}, options, callStop).front());
            recorder.caption(result);
            return result;
        },
        false, std::move(stop));
    auto* const result = std::get_if<Result<CaptionResult>>(&answer);
    return result ? std::move(*result) : cancelled();
}

void InferenceQueue::warmUp()
{
    const std::lock_guard lock(d->state->mutex);
    d->state->warmUpWanted = true;
    d->state->unloadWanted = false;
    d->state->workerWake.notify_one();
}

void InferenceQueue::unload()
{
    const std::lock_guard lock(d->state->mutex);
    d->state->unloadWanted = true;
    d->state->warmUpWanted = false;
    d->state->workerWake.notify_one();
}

EngineState InferenceQueue::state() const
{
    return d->engineState.state();
}

void InferenceQueue::setStateListener(std::function<void()> listener)
{
    d->engineState.setListener(std::move(listener));
}

} // namespace vidimus::inference
