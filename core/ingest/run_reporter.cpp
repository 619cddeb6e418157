#include "core/ingest/run_reporter.h"

#include <algorithm>
#include <utility>

#include "core/base/path_text.h"

namespace vidimus::ingest {

namespace {

constexpr std::chrono::milliseconds kProgressInterval{100};
constexpr std::size_t kListedFailures = 10'000;

} // namespace

void RunReporter::addObserver(PipelineObserver* observer)
{
    const std::lock_guard lock(m_observersMutex);
    m_observers.push_back(observer);
}

void RunReporter::removeObserver(PipelineObserver* observer)
{
    const std::lock_guard lock(m_observersMutex);
    std::erase(m_observers, observer);
}

void RunReporter::runBegins(std::int64_t toDescribe, std::int64_t toEmbed)
{
    m_tracker.start(toDescribe, toEmbed, SteadyClock::now());
    const std::lock_guard lock(m_summaryMutex);
    m_summary = {};
}

void RunReporter::committed(Committed& committed)
{
    for (const SeenPhoto& photo : committed.seen)
        m_tracker.looked(photo.outcome, displayPath(photo.path.filename()));
    for (const storage::Failure& failure : committed.failed) {
        if (!failure.photo)
            m_tracker.lookFailed(displayPath(failure.path.filename()));
        addToSummary(failure);
    }
    std::vector<PhotoId> described;
    std::vector<EmbeddedPhoto> embedded;
    for (storage::DescribedPhoto& photo : committed.described) {
        const bool failed = photo.captionError || photo.embeddingError;
        const bool answered = photo.caption || photo.embedding;
        if (photo.embedding)
            m_tracker.embedded();
        const bool captionLater = std::find(committed.captionsLater.begin(), committed.captionsLater.end(),
                                            photo.photo) != committed.captionsLater.end();
        if (captionLater && failed)
            m_tracker.embeddingFailed();
        else if (failed)
            m_tracker.describeFailed();
        else if (answered && !captionLater)
            m_tracker.described();
        if (failed || answered)
            described.push_back(photo.photo);
        if (photo.embedding)
            embedded.push_back({photo.photo, std::move(*photo.embedding)});
    }
    described.insert(described.end(), committed.captionsChanged.begin(), committed.captionsChanged.end());
    tell([&](PipelineObserver& observer) {
        if (!committed.seen.empty())
            observer.photosSeen(committed.seen);
        if (!embedded.empty())
            observer.photosEmbedded(embedded);
        if (!described.empty())
            observer.photosDescribed(described);
        if (!committed.failed.empty())
            observer.failed(committed.failed);
    });
}

void RunReporter::tellProgress(Progress::State state)
{
    const auto now = SteadyClock::now();
    if (now - m_lastProgress < kProgressInterval || m_state.idle())
        return;
    m_lastProgress = now;
    const Progress progress = m_tracker.progress(state, now);
    tell([&](PipelineObserver& observer) { observer.progressed(progress); });
}

void RunReporter::endRunIfDone()
{
    Summary summary;
    {
        // Together: waitUntilIdle() must not see an idle pipeline with the summary of the run before.
        const std::lock_guard lock(m_summaryMutex);
        m_summaryChanged.notify_all(); // also here, because a request dropped before it began ends no run
        const auto ended = m_state.tryEnd();
        if (!ended)
            return;
        const Progress counts = m_tracker.counts();
        m_summary.imported = counts.imported;
        m_summary.duplicates = counts.duplicates;
        m_summary.updated = counts.updated;
        m_summary.described = counts.described;
        m_summary.seconds = m_tracker.secondsSinceStart(SteadyClock::now());
        m_summary.cancelled = ended->cancelled && !ended->stoppedBy;
        m_summary.modelProblem = ended->modelProblem;
        m_summary.stoppedBy = ended->stoppedBy;
        summary = m_summary;
        m_tellingEnd = true;
    }
    const Progress last = m_tracker.progress(Progress::State::Idle, SteadyClock::now());
    tell([&](PipelineObserver& observer) {
        observer.progressed(last);
        observer.finished(summary);
    });
    const std::lock_guard lock(m_summaryMutex);
    m_tellingEnd = false;
    m_summaryChanged.notify_all();
}

Result<Summary> RunReporter::waitUntilIdle(std::stop_token stop)
{
    std::unique_lock lock(m_summaryMutex);
    if (!m_summaryChanged.wait(lock, stop, [&] { return m_state.idle() && !m_tellingEnd; }))
        return fail(ErrorCode::Cancelled, "Cancelled.");
    return m_summary;
}

void RunReporter::addToSummary(const storage::Failure& failure)
{
    const std::lock_guard lock(m_summaryMutex);
    ++m_summary.failedCount;
    if (m_summary.failed.size() < kListedFailures)
        m_summary.failed.push_back(failure);
}

} // namespace vidimus::ingest
