#include "app/cli/import_reporter.h"

#include <algorithm>
#include <ostream>

#include "app/cli/text_layout.h"
#include "core/base/path_text.h"

namespace vidimus::cli {

namespace {

const char* outcomeName(storage::Outcome outcome)
{
    switch (outcome) {
    case storage::Outcome::Imported:
        return "imported ";
    case storage::Outcome::Duplicate:
        return "duplicate ";
    case storage::Outcome::Updated:
        return "updated ";
    }
    return "imported ";
}

/// Looking at a file and describing its picture count as one piece of work each. Files that are still to be looked at are
/// taken for new ones.
ProgressLine::State stateOf(const ingest::Progress& progress)
{
    ProgressLine::State state;
    state.done = progress.looked + progress.described;
    state.total = progress.found + progress.toDescribe + std::max<std::int64_t>(0, progress.found - progress.looked);
    state.growing = progress.scanning;
    std::string text;
    if (progress.looked < progress.found || progress.toDescribe == 0)
        text = grouped(progress.looked) + " of " + grouped(progress.found) + (progress.scanning ? "+" : "") + " files";
    else
        text = grouped(progress.described) + " of " + grouped(progress.toDescribe) + " described";
    if (progress.perSecond > 0)
        text += ", " + rate(progress.perSecond);
    if (progress.secondsLeft)
        text += ", " + duration(*progress.secondsLeft) + " left";
    state.text = std::move(text);
    state.detail = displayText(progress.current);
    return state;
}

} // namespace

ImportReporter::ImportReporter(std::ostream& err, const Terminal& terminal, ReporterOptions options)
    : m_err(err), m_options(options), m_progress(err, terminal)
{}

void ImportReporter::photosSeen(std::span<const ingest::SeenPhoto> photos)
{
    if (!m_options.verbose)
        return;
    std::string lines;
    for (const ingest::SeenPhoto& photo : photos)
        lines += outcomeName(photo.outcome) + displayPath(photo.path) + "\n";
    const std::lock_guard lock(m_mutex);
    m_progress.clear();
    m_err << lines << std::flush;
}

void ImportReporter::failed(std::span<const storage::Failure> failures)
{
    std::string lines;
    for (const storage::Failure& failure : failures)
        lines += displayPath(failure.path) + ": " + displayText(failure.message) + "\n";
    const std::lock_guard lock(m_mutex);
    m_progress.clear();
    m_err << lines << std::flush;
}

void ImportReporter::progressed(const ingest::Progress& progress)
{
    if (m_options.quiet || progress.state == ingest::Progress::State::Idle)
        return;
    const std::lock_guard lock(m_mutex);
    m_progress.show(stateOf(progress));
}

void ImportReporter::finished(const ingest::Summary& summary)
{
    const std::lock_guard lock(m_mutex);
    m_progress.clear();
    m_summary = summary;
}

std::optional<ingest::Summary> ImportReporter::summary() const
{
    const std::lock_guard lock(m_mutex);
    return m_summary;
}

void ImportReporter::say(const std::string& line)
{
    const std::lock_guard lock(m_mutex);
    m_progress.clear();
    m_err << line + "\n" << std::flush;
}

} // namespace vidimus::cli
