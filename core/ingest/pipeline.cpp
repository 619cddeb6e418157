#include "core/ingest/pipeline.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <thread>
#include <variant>

#include "core/base/background_thread.h"
#include "core/base/bounded_queue.h"
#include "core/inference/inference_queue.h"
#include "core/ingest/backlog_feeder.h"
#include "core/ingest/look.h"
#include "core/ingest/result_writer.h"
#include "core/ingest/run_reporter.h"
#include "core/ingest/run_state.h"
#include "core/ingest/scanner.h"
#include "core/ingest/work_gate.h"
#include "core/storage/library.h"

namespace vidimus::ingest {

namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;
using Lacking = storage::DescriptionStore::Lacking;

constexpr std::size_t kFilesWaiting = 256;
constexpr std::size_t kResultsWaiting = 48; // they hold pixels; fewer, and a slow disk sync makes decoders wait
constexpr std::size_t kCommitBatch = 32;
/// How long a commit waits for company: a disk sync is shared, and nobody sees a tenth of a second.
constexpr std::chrono::milliseconds kCommitWindow{60};
/// How often the writer looks up when nothing comes: progress goes on being told.
constexpr std::chrono::milliseconds kTick{100};

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
        m_feederThread = std::jthread([this](std::stop_token stop) {
            workInBackground();
            m_feeder.run(stop);
        });
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

    Progress::State stateName() const
    {
        if (m_state.idle())
            return Progress::State::Idle;
        if (m_state.cancelling())
            return Progress::State::Cancelling;
        if (!m_gate.isOpen())
            return Progress::State::Paused;
        return m_reporter.tracker().counts().scanning ? Progress::State::Scanning : Progress::State::Working;
    }

    Progress progress()
    {
        Progress progress = m_reporter.tracker().counts();
        progress.state = stateName();
        return progress;
    }

    RunState m_state;
    WorkGate m_gate;
    RunReporter m_reporter{m_state};

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
                const auto waiting = m_library.descriptions().pendingCount(Lacking::Anything);
                const auto vectors = m_library.descriptions().pendingCount(Lacking::Vector);
                m_reporter.runBegins(waiting.value_or(0), vectors.value_or(0));
                m_keepRequests = false;
            }
            m_reporter.tracker().setScanning(true);
            std::visit([&](auto& what) { begin(what, run); }, request->what);
            m_reporter.tracker().setScanning(false);
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
        tryMissingFiles();
        scan(std::move(request.paths), run);
    }

    /// A drive that was pulled may be back.
    void tryMissingFiles()
    {
        if (auto forgotten = m_library.failures().forgetMissingFiles(); !forgotten)
            stopFor(forgotten.error());
    }

    void begin(ResumeRequest&, std::stop_token run)
    {
        showOwnCaptions(run);
        tryMissingFiles();
        auto roots = m_library.importRequests().unfinished();
        if (!roots)
            stopFor(roots.error());
        else if (!roots->empty())
            scan(std::move(*roots), run);
    }

    /// A person may have gone back to a model that described pictures before.
    void showOwnCaptions(std::stop_token run)
    {
        constexpr int kStep = 256;
        auto photos = m_library.models().showingOthers({}, kStep);
        while (photos && !photos->empty() && !run.stop_requested()) {
            const PhotoId last = photos->back();
            m_state.fileAdded(); // the run does not end before it is committed
            m_results.push(ShowOwnCaptions{std::move(*photos)});
            photos = m_library.models().showingOthers(last, kStep);
        }
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
                    m_reporter.tracker().toDescribe(false);
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
            [&](fs::path path, Error error) {
                m_results.push(ScanFailure{std::move(path), std::move(error)});
            },
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
        m_reporter.tracker().found();
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
        workInBackground(); // models and questions are waited for; there are always pictures enough decoded
        while (auto task = m_files.pop()) {
            const bool go = m_gate.pass(task->stop);
            Result<Look> look = go ? m_looker.look(task->path, task->stop) : fail(ErrorCode::Cancelled, "Cancelled.");
            const bool cut = !look && look.error().code == ErrorCode::Cancelled;
            m_results.push(LookResult{std::move(task->path), std::move(look),
                                      cut ? kept(std::move(task->ticket)) : std::move(task->ticket)});
        }
    }

    // --- writer: results to commits, and to whoever listens ---------------------------------------------------------

    void runWriter()
    {
        while (true) {
            std::vector<PipelineResult> batch = collect();
            write(batch);
            m_reporter.tellProgress(stateName());
            m_reporter.endRunIfDone();
            if (m_writerMayEnd && m_state.idle())
                return;
        }
    }

    std::vector<PipelineResult> collect()
    {
        std::vector<PipelineResult> batch;
        auto first = m_results.popUntil(SteadyClock::now() + kTick);
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
        if (committed) {
            if (committed->modelProblem)
                m_state.giveUpDescribing(*committed->modelProblem);
            m_reporter.committed(*committed);
            for (std::size_t i = 0; i < committed->seen.size(); ++i)
                describeSoon(committed->seen[i], std::move(committed->images[i]));
        } else {
            stopFor(committed.error());
        }
        settle(batch);
    }

    /// The quick way to the models, while the pixels are at hand; else the feeder's.
    void describeSoon(const SeenPhoto& photo, std::shared_ptr<const RgbImage> image)
    {
        if (!image) {
            if (photo.written)
                m_state.markBacklog(); // known content: perhaps it was never described
            return;
        }
        m_reporter.tracker().toDescribe(true);
        const bool direct = !m_state.cancelling() && !m_state.hasVisible() && m_state.describeBegins(photo.id);
        const auto answer = [this, id = photo.id](inference::Description description) {
            m_results.push(DescribeResult{id, std::move(description)});
        };
        if (direct && m_inference.tryDescribe({std::move(image), true, true}, answer, m_state.token()))
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
            if (std::holds_alternative<LookResult>(result) || std::holds_alternative<ShowOwnCaptions>(result))
                ++files;
            else if (const auto* described = std::get_if<DescribeResult>(&result))
                endDescribing(*described);
        }
        m_state.filesDone(files);
    }

    void endDescribing(const DescribeResult& result)
    {
        m_state.describeEnded(result.photo);
        if (result.captionLater)
            m_state.markCaptionDue(); // after it: the feeder passes over what is with the models
    }

    void wakeWriter() { m_results.push(Wake{}); }

    /// Going on makes no sense: the disk is full, or the library is gone.
    void stopFor(const Error& error)
    {
        m_keepRequests = true;
        cancel(error);
    }

    storage::Library& m_library;
    inference::InferenceQueue& m_inference;
    const Looker m_looker;
    ResultWriter m_writer;

    BoundedQueue<QueuedRequest> m_requests{std::numeric_limits<std::size_t>::max()};
    BoundedQueue<FileTask> m_files{kFilesWaiting};
    BoundedQueue<PipelineResult> m_results{kResultsWaiting};

    /// Outlives its thread: the models answer to it until nothing is with them.
    BacklogFeeder m_feeder{m_library,
                           m_inference,
                           m_looker,
                           m_state,
                           m_gate,
                           {[this](PipelineResult result) { m_results.push(std::move(result)); },
                            [this](const Error& error) { stopFor(error); }}};

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
{}

Pipeline::~Pipeline() = default;

void Pipeline::addObserver(PipelineObserver* observer)
{
    d->m_reporter.addObserver(observer);
}

void Pipeline::removeObserver(PipelineObserver* observer)
{
    d->m_reporter.removeObserver(observer);
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
    return d->m_reporter.waitUntilIdle(stop);
}

} // namespace vidimus::ingest
