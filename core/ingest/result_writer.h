#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/inference/inference_queue.h"
#include "core/ingest/look.h"
#include "core/ingest/progress.h"
#include "core/storage/description_store.h"

namespace vidimus::metrics {
class Registry;
}

namespace vidimus::ingest {

/// One import as asked for, so that its end can be told: everything it found is committed.
struct ImportTicket {
    std::vector<std::filesystem::path> roots;
    std::atomic<std::int64_t> open{1}; ///< files found and not committed, and one for the scan itself
};

/// A file was looked at, or could not be.
struct LookResult {
    std::filesystem::path path;
    Result<Look> look;
    std::shared_ptr<ImportTicket> ticket; ///< null for files tried again
};

/// The models answered, or the pixels could not be had.
struct DescribeResult {
    PhotoId photo;
    inference::Description description;
    bool captionLater = false; ///< it is not described with this: a caption was put off
};

/// A file or folder that could not be entered.
struct ScanFailure {
    std::filesystem::path path;
    Error error;
};

/// All files of an import were found.
struct ScanEnd {
    std::shared_ptr<ImportTicket> ticket;
};

/// These show another model's caption although there is one of the captioner in use.
struct ShowOwnCaptions {
    std::vector<PhotoId> photos;
};

/// Something changed that the writer should look at.
struct Wake {};

using PipelineResult = std::variant<Wake, LookResult, DescribeResult, ShowOwnCaptions, ScanFailure, ScanEnd>;

/// What a commit made last.
struct Committed {
    std::vector<SeenPhoto> seen;
    std::vector<std::shared_ptr<const RgbImage>> images; ///< beside `seen`; null when there is nothing to describe
    std::vector<storage::DescribedPhoto> described;      ///< captions, vectors and errors as stored
    std::vector<PhotoId> captionsLater;                  ///< of those, the ones with a caption to come
    std::vector<PhotoId> captionsChanged;                ///< show another caption than before, by no new description
    std::vector<storage::Failure> failed;
    std::optional<Error> modelProblem; ///< why a model answered nothing; its pictures wait on
};

/// Turns what waits into one commit. Thread: the pipeline's writer.
class ResultWriter {
public:
    ResultWriter(storage::Library& library, metrics::Registry& metrics, const Clock& clock)
        : m_library(library), m_metrics(metrics), m_clock(clock)
    {}

    /// All of the batch or, on an error, nothing of it. A result that the library will not take for its own sake fails
    /// alone; the error returned is one that any other batch would meet too (disk full, library gone).
    Result<Committed> commit(std::span<PipelineResult> batch);

private:
    Result<Committed> commitTogether(std::span<PipelineResult> batch);

    storage::Library& m_library;
    metrics::Registry& m_metrics;
    const Clock& m_clock;
};

} // namespace vidimus::ingest
