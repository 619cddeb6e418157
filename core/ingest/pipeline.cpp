#include "core/ingest/pipeline.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <thread>
#include <variant>

#include "core/base/bounded_queue.h"
#include "core/base/path_text.h"
#include "core/inference/inference_queue.h"
#include "core/ingest/look.h"
#include "core/ingest/progress_tracker.h"
#include "core/ingest/result_writer.h"
#include "core/ingest/run_state.h"
#include "core/ingest/scanner.h"
#include "core/ingest/work_gate.h"
#include "core/storage/library.h"

namespace vidimus::ingest {

namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kFilesWaiting = 256;
constexpr std::size_t kResultsWaiting = 16; // they hold pixels
constexpr std::size_t kCommitBatch = 32;
/// How long a commit waits for company: a disk sync is shared, and nobody sees a tenth of a second.
constexpr std::chrono::milliseconds kCommitWindow{60};
constexpr std::chrono::milliseconds kProgressInterval{100};
constexpr int kBacklogStep = 32;
constexpr std::size_t kListedFailures = 10'000;

/// What a person asked for, worked off in order by the coordinator.
struct ImportRequest {
    std::vector<fs::path> paths;
};
struct ResumeRequest {};
struct RetryRequest {
    std::vector<storage::Failure> failures;
};
using Request = std::variant<ImportRequest, ResumeRequest, RetryRequest>;

struct QueuedRequest {
    Request what;
    std::uint64_t cancels = 0; ///< how often everything had been cancelled when it was asked for
};

struct FileTask {
    fs::path path;
    std::shared_ptr<ImportTicket> ticket;
    std::stop_token stop;
};

} // namespace

class Pipeline::Private {
public:
    Private(storage::Library& library, inference::InferenceQueue& inference, metrics::Registry& metrics,
            const Clock& clock, const PipelineOptions& options)
        : m_library(library)
        , m_inference(inference)
        , m_looker(library, metrics, inference.info().preferredShortSide, options.limits)
        , m_writer(library, metrics, clock)
    {
        const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
        const unsigned decoders = options.decoders > 0 ? static_cast<unsigned>(options.decoders) : cores;
        m_writerThread = std::jthread([this] { runWriter(); });
        m_coordinatorThread = std::jthread([this](std::stop_token stop) { runCoordinator(stop); });
        m_feederThread = std::jthread([this](std::stop_token stop) { runFeeder(stop); });
        for (unsigned i = 0; i < decoders; ++i)
            m_decoderThreads.emplace_back([this] { runDecoder(); });
    }

    ~Private()
    {
        m_closing = true;
        cancel(std::nullopt);
        m_requests.close();
        m_coordinatorThread.request_stop();
        m_coordinatorThread.join();
        m_feederThread.request_stop();
        m_feederThread.join();
        m_files.close(); // decoders answer what is left, as cancelled, and end
        for (std::jthread& decoder : m_decoderThreads)
            decoder.join();
        // What is with the models still comes back (as cancelled) and must find the writer alive.
        m_writerMayEnd = true;
        m_results.push(Wake{});
        m_writerThread.join();
    }

    void request(Request request)
    {
        m_state.requestAdded();
        m_requests.push({std::move(request), m_cancels.load()});
    }

    void cancel(std::optional<Error> reason)
    {
        ++m_cancels; // also for the request that the coordinator has in hand but not begun
        m_state.requestsDropped(static_cast<std::int64_t>(m_requests.clear()));
        m_state.cancel(std::move(reason));
        m_gate.setOpen(true);
        PipelineResult wake = Wake{};
        m_results.tryPush(wake);
    }

    void addObserver(PipelineObserver* observer)
    {
        const std::lock_guard lock(m_observersMutex);
        m_observers.push_back(observer);
    }

    void removeObserver(PipelineObserver* observer)
    {
        const std::lock_guard lock(m_observersMutex);
        std::erase(m_observers, observer);
    }

    Progress::State stateName() const
    {
        if (m_state.idle())
            return Progress::State::Idle;
        if (m_state.cancelling())
            return Progress::State::Cancelling;
        if (!m_gate.isOpen())
            return Progress::State::Paused;
        return m_tracker.counts().scanning ? Progress::State::Scanning : Progress::State::Working;
    }

    Progress progress()
    {
        Progress progress = m_tracker.counts();
        progress.state = stateName();
        return progress;
    }

    Result<Summary> waitUntilIdle(std::stop_token stop)
    {
        std::unique_lock lock(m_summaryMutex);
        const bool ended = m_summaryChanged.wait(lock, stop, [&] { return m_state.idle(); });
        if (!ended)
            return fail(ErrorCode::Cancelled, "Cancelled.");
        return m_summary;
    }

    RunState m_state;
    WorkGate m_gate;

private:
    // --- coordinator: requests to files -----------------------------------------------------------------------------

    void runCoordinator(std::stop_token stop)
    {
        while (auto request = m_requests.pop()) {
            const bool newRun = m_state.requestBegins(stop);
            if (request->cancels != m_cancels.load()) {
                m_state.requestDone();
                wakeWriter();
                continue;
            }
            const std::stop_token run = m_state.token();
            if (newRun) {
                const auto waiting = m_library.descriptions().pendingCount();
                m_tracker.start(waiting.value_or(0), SteadyClock::now());
                clearSummary();
                m_keepRequests = false;
            }
            m_tracker.setScanning(true);
            std::visit([&](auto& what) { begin(what, run); }, request->what);
            m_tracker.setScanning(false);
            m_state.markBacklog(); // what an earlier run left is described along
            m_state.requestDone();
            wakeWriter();
        }
    }

    void begin(ImportRequest& request, std::stop_token run)
    {
        // Asked for is remembered before anything is done, so that a crash right now forgets nothing.
        if (auto stored = m_library.importRequests().add(request.paths); !stored) {
            stopFor(stored.error());
            return;
        }
        scan(std::move(request.paths), run);
    }

    void begin(ResumeRequest&, std::stop_token run)
    {
        if (auto forgotten = m_library.failures().forgetMissingFiles(); !forgotten)
            stopFor(forgotten.error());
        auto roots = m_library.importRequests().unfinished();
        if (!roots)
            stopFor(roots.error());
        else if (!roots->empty())
            scan(std::move(*roots), run);
    }

    void begin(RetryRequest& request, std::stop_token run)
    {
        if (request.failures.empty()) {
            if (auto all = m_library.failures().all())
                request.failures = std::move(*all);
        }
        for (const storage::Failure& failure : request.failures) {
            if (failure.photo) {
                if (m_library.failures().forgetDescription(failure.photo))
                    m_tracker.toDescribe();
            } else if (!addFile({failure.path, nullptr, run})) {
                return;
            }
        }
    }

    void scan(std::vector<fs::path> roots, std::stop_token run)
    {
        const auto ticket = std::make_shared<ImportTicket>();
        ticket->roots = roots;
        const Scanner::Sink sink{
            [&](fs::path file) {
                ++ticket->open;
                return addFile({std::move(file), ticket, run});
            },
            [&](fs::path path, Error error) { m_results.push(ScanFailure{std::move(path), std::move(error)}); },
        };
        Scanner scanner(media::pictureExtensions());
        for (const fs::path& root : roots)
            scanner.scan(root, sink, run);
        m_results.push(ScanEnd{kept(ticket)});
    }

    /// A person's cancel ends an import for good; a shutdown or a full disk leaves it to the next start, so nobody may
    /// tick it off.
    std::shared_ptr<ImportTicket> kept(std::shared_ptr<ImportTicket> ticket) const
    {
        return m_closing || m_keepRequests ? nullptr : std::move(ticket);
    }

    bool addFile(FileTask task)
    {
        m_state.fileAdded();
        m_tracker.found();
        const std::stop_token run = task.stop;
        const std::shared_ptr<ImportTicket> ticket = task.ticket;
        if (m_files.push(std::move(task), run))
            return true;
        if (ticket)
            --ticket->open;
        m_state.filesDone(1);
        return false;
    }

    // --- decoders: files to looks -----------------------------------------------------------------------------------

    void runDecoder()
    {
        while (auto task = m_files.pop()) {
            const bool go = m_gate.pass(task->stop);
            Result<Look> look = go ? m_looker.look(task->path, task->stop) : fail(ErrorCode::Cancelled, "Cancelled.");
            const bool cut = !look && look.error().code == ErrorCode::Cancelled;
            m_results.push(LookResult{std::move(task->path), std::move(look),
                                      cut ? kept(std::move(task->ticket)) : std::move(task->ticket)});
        }
    }

    // --- feeder: photos that wait in the library to the models ------------------------------------------------------

    void runFeeder(std::stop_token stop)
    {
        PhotoId cursor;
        std::uint64_t mark = 0;
        while (true) {
            const std::uint64_t nextMark = m_state.waitForBacklog(stop);
            if (nextMark == 0 || !m_gate.pass(stop))
                return;
            if (!cursor)
                mark = nextMark;

            const std::vector<PhotoId> visible = m_state.takeVisible();
            if (!visible.empty()) {
                if (const auto pending = m_library.descriptions().pendingAmong(visible))
                    feed(*pending);
                continue;
            }
            const auto pending = m_library.descriptions().pending(cursor, kBacklogStep);
            if (!pending) {
                stopFor(pending.error());
                cursor = {};
            } else if (pending->empty()) {
                // A pass from the start that met nothing new to hand over: the library holds no more.
                if (m_fedInPass == 0)
                    m_state.backlogEmpty(mark);
                m_fedInPass = 0;
                cursor = {};
                wakeWriter();
            } else {
                cursor = feed(*pending);
            }
        }
    }

    /// Hands photos to the models until what is on screen changes; the last photo that was dealt with.
    PhotoId feed(const std::vector<storage::PendingPhoto>& photos)
    {
        const std::stop_token run = m_state.token();
        PhotoId last;
        for (const storage::PendingPhoto& pending : photos) {
            if (run.stop_requested())
                break;
            last = pending.photo;
            if (!m_state.describeBegins(pending.photo))
                continue;
            ++m_fedInPass;
            auto image = m_looker.pixelsOf(pending.photo, run);
            if (!image) {
                inference::Description failed;
                if (pending.needsCaption)
                    failed.caption = fail(image.error());
                if (pending.needsEmbedding)
                    failed.embedding = fail(image.error());
                m_results.push(DescribeResult{pending.photo, std::move(failed)});
                continue;
            }
            const inference::DescribeJob job{std::move(*image), pending.needsCaption, pending.needsEmbedding};
            if (!m_inference.describe(job, answerTo(pending.photo), run))
                m_state.describeEnded(pending.photo);
            if (m_state.hasVisible() || !m_gate.isOpen())
                break;
        }
        return last;
    }

    inference::InferenceQueue::Done answerTo(PhotoId photo)
    {
        return [this, photo](inference::Description description) {
            m_results.push(DescribeResult{photo, std::move(description)});
        };
    }

    // --- writer: results to commits, and to whoever listens ---------------------------------------------------------

    void runWriter()
    {
        while (true) {
            std::vector<PipelineResult> batch = collect();
            write(batch);
            tellProgress();
            endRunIfDone();
            if (m_writerMayEnd && m_state.idle())
                return;
        }
    }

    std::vector<PipelineResult> collect()
    {
        std::vector<PipelineResult> batch;
        auto first = m_results.popUntil(SteadyClock::now() + kProgressInterval);
        if (!first)
            return batch;
        batch.push_back(std::move(*first));
        const auto deadline = SteadyClock::now() + kCommitWindow;
        while (batch.size() < kCommitBatch && !std::holds_alternative<Wake>(batch.back())) {
            auto next = m_results.popUntil(deadline);
            if (!next)
                break;
            batch.push_back(std::move(*next));
        }
        return batch;
    }

    void write(std::vector<PipelineResult>& batch)
    {
        std::erase_if(batch, [](const PipelineResult& result) { return std::holds_alternative<Wake>(result); });
        if (batch.empty())
            return;
        auto committed = m_writer.commit(batch);
        if (committed)
            report(*committed);
        else
            stopFor(committed.error());
        settle(batch);
    }

    void report(Committed& committed)
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
            if (failed)
                m_tracker.describeFailed();
            else if (photo.caption || photo.embedding)
                m_tracker.described();
            if (failed || photo.caption || photo.embedding)
                described.push_back(photo.photo);
            if (photo.embedding)
                embedded.push_back({photo.photo, std::move(*photo.embedding)});
        }
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
        for (std::size_t i = 0; i < committed.seen.size(); ++i)
            describeSoon(committed.seen[i], std::move(committed.images[i]));
    }

    /// The quick way to the models, while the pixels are at hand; else the feeder's.
    void describeSoon(const SeenPhoto& photo, std::shared_ptr<const RgbImage> image)
    {
        if (!image) {
            if (photo.written)
                m_state.markBacklog(); // known content: perhaps it was never described
            return;
        }
        m_tracker.toDescribe();
        const bool direct = !m_state.cancelling() && !m_state.hasVisible() && m_state.describeBegins(photo.id);
        if (direct && m_inference.tryDescribe({std::move(image), true, true}, answerTo(photo.id), m_state.token()))
            return;
        if (direct)
            m_state.describeEnded(photo.id);
        m_state.markBacklog();
    }

    /// The books: what these results stood for is no longer open, whether it was committed or not.
    void settle(const std::vector<PipelineResult>& batch)
    {
        std::int64_t files = 0;
        for (const PipelineResult& result : batch) {
            if (std::holds_alternative<LookResult>(result))
                ++files;
            else if (const auto* described = std::get_if<DescribeResult>(&result))
                m_state.describeEnded(described->photo);
        }
        m_state.filesDone(files);
    }

    void tellProgress()
    {
        const auto now = SteadyClock::now();
        if (now - m_lastProgress < kProgressInterval)
            return;
        if (m_state.idle())
            return;
        m_lastProgress = now;
        const Progress progress = m_tracker.progress(stateName(), now);
        tell([&](PipelineObserver& observer) { observer.progressed(progress); });
    }

    void endRunIfDone()
    {
        Summary summary;
        {
            // waitUntilIdle() must not see an idle pipeline with the summary of the run before.
            const std::lock_guard lock(m_summaryMutex);
            m_summaryChanged.notify_all(); // here, because a request dropped before it began ends no run
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
            m_summary.stoppedBy = ended->stoppedBy;
            summary = m_summary;
        }
        Progress last = m_tracker.progress(stateName(), SteadyClock::now());
        tell([&](PipelineObserver& observer) {
            observer.progressed(last);
            observer.finished(summary);
        });
    }

    void wakeWriter() { m_results.push(Wake{}); }

    void clearSummary()
    {
        const std::lock_guard lock(m_summaryMutex);
        m_summary = {};
    }

    void addToSummary(const storage::Failure& failure)
    {
        const std::lock_guard lock(m_summaryMutex);
        ++m_summary.failedCount;
        if (m_summary.failed.size() < kListedFailures)
            m_summary.failed.push_back(failure);
    }

    /// Going on makes no sense: the disk is full, or the library is gone.
    void stopFor(const Error& error)
    {
        m_keepRequests = true;
        cancel(error);
    }

    template <typename Call>
    void tell(Call&& call)
    {
        const std::lock_guard lock(m_observersMutex);
        for (PipelineObserver* observer : m_observers)
            call(*observer);
    }

    storage::Library& m_library;
    inference::InferenceQueue& m_inference;
    const Looker m_looker;
    ResultWriter m_writer;
    ProgressTracker m_tracker;

    BoundedQueue<QueuedRequest> m_requests{std::numeric_limits<std::size_t>::max()};
    BoundedQueue<FileTask> m_files{kFilesWaiting};
    BoundedQueue<PipelineResult> m_results{kResultsWaiting};

    std::mutex m_observersMutex;
    std::vector<PipelineObserver*> m_observers;

    std::mutex m_summaryMutex;
    std::condition_variable_any m_summaryChanged;
    Summary m_summary;

    // of the feeder
    std::int64_t m_fedInPass = 0;
    // of the writer
    SteadyClock::time_point m_lastProgress;

    std::atomic<std::uint64_t> m_cancels = 0;
    std::atomic<bool> m_closing = false;      ///< what is not finished is for the next start
    std::atomic<bool> m_keepRequests = false; ///< the same, for this run
    std::atomic<bool> m_writerMayEnd = false;

    // Last: they use everything above.
    std::jthread m_writerThread;
    std::jthread m_coordinatorThread;
    std::jthread m_feederThread;
    std::vector<std::jthread> m_decoderThreads;
};

Pipeline::Pipeline(storage::Library& library, inference::InferenceQueue& inference, metrics::Registry& metrics,
                   const Clock& clock, PipelineOptions options)
    : d(std::make_unique<Private>(library, inference, metrics, clock, options))
{
}

Pipeline::~Pipeline() = default;

void Pipeline::addObserver(PipelineObserver* observer)
{
    d->addObserver(observer);
}

void Pipeline::removeObserver(PipelineObserver* observer)
{
    d->removeObserver(observer);
}

void Pipeline::import(std::vector<fs::path> paths)
{
    d->request(ImportRequest{std::move(paths)});
}

void Pipeline::resumeUnfinished()
{
    d->request(ResumeRequest{});
}

void Pipeline::retry(std::vector<storage::Failure> failures)
{
    d->request(RetryRequest{std::move(failures)});
}

void Pipeline::pause()
{
    d->m_gate.setOpen(false);
}

void Pipeline::unpause()
{
    d->m_gate.setOpen(true);
}

void Pipeline::cancel()
{
    d->cancel(std::nullopt);
}

void Pipeline::describeFirst(std::vector<PhotoId> photos)
{
    d->m_state.setVisible(std::move(photos));
}

Progress Pipeline::progress() const
{
    return d->progress();
}

Result<Summary> Pipeline::waitUntilIdle(std::stop_token stop)
{
    return d->waitUntilIdle(stop);
}

} // namespace vidimus::ingest
