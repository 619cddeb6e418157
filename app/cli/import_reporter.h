#pragma once

#include <iosfwd>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "app/cli/progress_line.h"
#include "app/cli/terminal.h"
#include "core/ingest/pipeline.h"

namespace vidimus::cli {

struct ReporterOptions {
    bool verbose = false; ///< a line per picture
    bool quiet = false;   ///< no progress
};

/// Says on stderr what the pipeline did. A picture's line comes after its commit and is written at once, so whoever reads
/// it may rely on the picture being there. Thread: the pipeline's calls and say() from any.
class ImportReporter final : public ingest::PipelineObserver {
public:
    ImportReporter(std::ostream& err, const Terminal& terminal, ReporterOptions options);

    void photosSeen(std::span<const ingest::SeenPhoto> photos) override;
    void failed(std::span<const storage::Failure> failures) override;
    void progressed(const ingest::Progress& progress) override;
    void finished(const ingest::Summary& summary) override;

    /// One line among the others.
    void say(const std::string& line);
    /// Of the run that ended; nothing when none did.
    std::optional<ingest::Summary> summary() const;

private:
    mutable std::mutex m_mutex;
    std::ostream& m_err;
    const ReporterOptions m_options;
    ProgressLine m_progress;
    std::optional<ingest::Summary> m_summary;
};

} // namespace vidimus::cli
