#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/inference/engine.h"
#include "core/inference/engine_state.h"
#include "core/inference/memory_pressure.h"
#include "core/inference/step_hook.h"

namespace vidimus::metrics {
class Registry;
}

namespace vidimus::inference {

/// What a picture of an import wants done to it.
struct DescribeJob {
    std::shared_ptr<const RgbImage> image;
    bool wantCaption = true;
    bool wantEmbedding = true;
};

struct Description {
    std::optional<Result<CaptionResult>> caption; ///< set when asked for
    std::optional<Result<EmbeddingResult>> embedding;
};

struct QueueOptions {
    std::size_t capacity = 32; ///< describe jobs that may wait
    /// How long a describe batch waits to fill up to EngineInfo::preferredBatch once it has its first picture.
    std::chrono::milliseconds batchWindow{5};
    /// After a question, describe batches stay this small for this long: whoever asked is likely to ask again, and a
    /// question waits for the engine call under way.
    int interactiveBatch = 1;
    std::chrono::milliseconds interactivePeriod{2000};
    /// Asked on the inference thread every `memoryPeriod` while the models are loaded and nothing is to do; true makes
    /// the engine give its memory back. Null: never asked.
    std::function<bool()> memoryIsShort = systemMemoryIsShort;
    std::chrono::milliseconds memoryPeriod{5000};
    /// That of the engine's models: typed questions are answered there. Null: a question waits for the engine call under
    /// way.
    std::shared_ptr<StepHook> hook = nullptr;
};

/// The one thread that runs an engine: batches the pictures that wait, and lets questions (a typed query, one picture to
/// caption) go ahead of all of them. A typed query is answered between two steps of the batch under way, where the
/// engine's models have a hook for that; other questions wait for that one engine call.
///
/// Every member may be called from any thread. Destruction stops the batch under way between two costly steps; jobs
/// that still wait are answered with ErrorCode::Cancelled, and so are callers that are blocked inside. What an engine
/// throws becomes ErrorCode::Internal for the pictures it concerns.
class InferenceQueue {
public:
    InferenceQueue(std::unique_ptr<Engine> engine, metrics::Registry& metrics, QueueOptions options = {});
    ~InferenceQueue();
    InferenceQueue(const InferenceQueue&) = delete;
    InferenceQueue& operator=(const InferenceQueue&) = delete;

    const EngineInfo& info() const;

    /// Called on the inference thread; must be quick, must not throw and must not call back into the queue's blocking
    /// members (tryDescribe() is fine).
    using Done = std::function<void(Description)>;

    /// Waits for room when `capacity` jobs wait already. False when stopped or shutting down: `done` is then never
    /// called. After true it is called exactly once, with Cancelled results if `stop` was requested before its turn.
    bool describe(DescribeJob job, Done done, std::stop_token stop);
    /// The same without waiting: false when there is no room.
    bool tryDescribe(DescribeJob job, Done done, std::stop_token stop);
    std::size_t waiting() const;
    /// Callers that are blocked at the moment: in describe() for want of room, or in the questions below.
    std::size_t blockedCallers() const;

    /// These block the caller until answered, stopped or shut down, and go ahead of describe jobs. A stop is answered at
    /// once, whatever the engine is doing.
    Result<EmbeddingResult> embedText(std::string text, std::stop_token stop);
    Result<EmbeddingResult> embedImage(std::shared_ptr<const RgbImage> image, std::stop_token stop);
    Result<CaptionResult> caption(std::shared_ptr<const RgbImage> image, CaptionOptions options, std::stop_token stop);

    /// Asks the engine to warm up on its thread before it describes pictures; returns at once. A question interrupts it
    /// between two steps, is answered, and then it is begun again.
    void warmUp();
    /// Asks the engine to give back its memory after the work under way; returns at once.
    void unload();

    EngineState state() const;
    /// Called after state() changed, on the inference thread; must be quick and must not call back into the queue's
    /// blocking members. Replaces the one set before; when this returns, that one is not running and never will again.
    void setStateListener(std::function<void()> listener);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace vidimus::inference
