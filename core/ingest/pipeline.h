#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/clock.h"
#include "core/base/embedding.h"
#include "core/ingest/progress.h"
#include "core/media/decoder.h"

namespace vidimus::inference {
class InferenceQueue;
}
namespace vidimus::metrics {
class Registry;
}
namespace vidimus::storage {
class Library;
}

namespace vidimus::ingest {

struct EmbeddedPhoto {
    PhotoId photo;
    Embedding vector;
};

/// Hears what the pipeline did. Every call comes from one thread of the pipeline, in the order things happened, and only
/// after the commit that makes them last. Must return quickly and must not call back into waitUntilIdle().
class PipelineObserver {
public:
    virtual ~PipelineObserver() = default;
    virtual void photosSeen(std::span<const SeenPhoto>) {}
    /// Captions or failures of description are there for these.
    virtual void photosDescribed(std::span<const PhotoId>) {}
    virtual void photosEmbedded(std::span<const EmbeddedPhoto>) {}
    /// Files that could not be taken in, and pictures that could not be described.
    virtual void failed(std::span<const storage::Failure>) {}
    /// At most ten times a second.
    virtual void progressed(const Progress&) {}
    /// Nothing is left to do, or it was cancelled, or going on makes no sense.
    virtual void finished(const Summary&) {}
};

struct PipelineOptions {
    int decoders = 0; ///< threads that read and decode; 0: one per core
    media::DecodeLimits limits;
};

/// Takes files into the library: seen first (thumbnail, metadata, one commit), then described.
///
///     scanner → files → decoders → results → writer (one commit for what waits) → observer
///                                     ↑               ↓ while there is room
///                       feeder → inference ←──────────┘
///
/// Pixels that are still in memory after the commit go straight to inference; when inference is behind, they are let go
/// and the feeder decodes the picture again later, those on screen first. All queues are bounded. What is not described
/// is known from the library alone, so a crash, a cancel or another model leave nothing to repair.
///
/// Thread: any; every call returns at once but waitUntilIdle(). The library must be writable.
class Pipeline {
public:
    Pipeline(storage::Library& library, inference::InferenceQueue& inference, metrics::Registry& metrics,
             const Clock& clock, PipelineOptions options = {});
    /// Stops between two steps; what was not finished is taken up by resumeUnfinished() of the next run.
    ~Pipeline();
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    /// Observers are called in the order added; they must outlive their removal.
    void addObserver(PipelineObserver* observer);
    void removeObserver(PipelineObserver* observer);

    /// Files (whatever their names) and folders (recursively, files with a picture's extension).
    void import(std::vector<std::filesystem::path> paths);
    /// Imports that an earlier run left unfinished, and pictures that the models in use have not described.
    void resumeUnfinished();
    /// Tries again what failed; an empty list means everything that failed.
    void retry(std::vector<storage::Failure> failures);

    void pause();
    void unpause();
    /// Drops what waits and lets what is under way finish. What was not described stays so until the next start.
    void cancel();

    /// Described before all others, in this order; replaces the list given before.
    void describeFirst(std::vector<PhotoId> photos);

    Progress progress() const;
    /// The summary of the run that ended (at once when nothing was to do). Cancelled when the token is stopped: the
    /// pipeline itself works on.
    Result<Summary> waitUntilIdle(std::stop_token stop = {});

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace vidimus::ingest
