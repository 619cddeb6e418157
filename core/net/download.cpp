#include "core/net/download.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "core/base/path_text.h"
#include "core/net/download_answer.h"
#include "core/net/part_file.h"
#include "core/net/transfer_rate.h"

namespace vidimus::net {

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr auto kReportEvery = 100ms;
constexpr int kMostStarts = 3; ///< from nothing, for what does not fit

/// False when stopped.
bool pause(std::chrono::milliseconds time, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

/// One fetch() from its first question to the file.
class Fetch {
public:
    Fetch(HttpClient& client, const RetryPolicy& policy, const Clock& clock, const DownloadRequest& request,
          const std::stop_token& stop, const OnDownloadProgress& progress)
        : m_client(client), m_policy(policy), m_clock(clock), m_request(request), m_stop(stop), m_progress(progress)
    {}

    Result<Downloaded> run()
    {
        auto opened = PartFile::open(m_request.target, m_request.url, m_stop, [this](std::uint64_t read) {
            m_now.done = read;
            report(DownloadProgress::Phase::Checking);
        });
        if (!opened)
            return fail(opened.error());
        m_part.emplace(std::move(*opened));
        m_resumed = m_part->size() > 0;
        if (m_resumed && !hasExpectation() && m_part->origin().tag.empty() && !forget()) // nobody could tell what it is
            return fail(m_problem);
        if (isComplete()) // killed between the last byte and the name
            return finish();
        return loop();
    }

private:
    Result<Downloaded> loop()
    {
        int failures = 0;
        int startsOver = 0;
        for (;;) {
            const std::uint64_t before = m_part->size();
            DownloadAnswer answer(m_request, *m_part, m_clock, [this](std::uint64_t bytes) { onBytes(bytes); });
            m_now.note.clear();
            report(DownloadProgress::Phase::Asking, true);
            const Result<void> transfer = m_client.get(question(), answer, m_stop);
            if (!transfer)
                m_problem = transfer.error();

            Verdict verdict = answer.verdict(transfer);
            if (m_part->size() > before && verdict != Verdict::StartOver)
                failures = 0;
            const auto& total = m_part->origin().total;
            if (verdict == Verdict::Whole && total && m_part->size() < *total) {
                m_problem = {ErrorCode::Unreachable, "The server sent less of " + m_request.name + " than it said."};
                verdict = Verdict::TryAgain;
            }
            if (verdict == Verdict::Whole || verdict == Verdict::AllThere) {
                auto finished = finish();
                if (finished || !m_startOver)
                    return finished;
                verdict = Verdict::StartOver;
            }
            if (verdict == Verdict::GiveUp)
                return giveUp();
            if (verdict == Verdict::StartOver) {
                if (++startsOver > kMostStarts)
                    return giveUp();
                if (!forget())
                    return fail(m_problem);
                if (startsOver == 1)
                    continue;
            }
            const auto delay = m_policy.delayAfter(++failures, answer.wish());
            if (!delay)
                return patience(answer.wish());
            m_now.wait = *delay;
            m_now.note = m_problem.message;
            report(DownloadProgress::Phase::Waiting, true);
            m_rate.clear();
            if (!pause(*delay, m_stop))
                return giveUp(Error{ErrorCode::Cancelled, "Cancelled."});
        }
    }

    HttpRequest question() const
    {
        HttpRequest question{m_request.url, {}};
        if (m_part->size() == 0)
            return question;
        question.fields.emplace_back("Range", "bytes=" + std::to_string(m_part->size()) + "-");
        if (!m_part->origin().tag.empty())
            question.fields.emplace_back("If-Range", m_part->origin().tag);
        return question;
    }

    bool hasExpectation() const { return !m_request.sha256.empty() || !m_part->origin().hash.empty(); }

    bool isComplete() const
    {
        const auto& total = m_part->origin().total;
        return m_resumed && hasExpectation() && total && m_part->size() == *total;
    }

    /// What is there is dropped; false, with the problem, when not even that is possible.
    bool forget()
    {
        PartFile::discard(m_request.target);
        auto fresh = PartFile::open(m_request.target, m_request.url, m_stop);
        if (!fresh) {
            m_problem = fresh.error();
            return false;
        }
        m_part.emplace(std::move(*fresh));
        m_resumed = false;
        m_startOver = false;
        return true;
    }

    /// All bytes are there: are they the right ones?
    Result<Downloaded> finish()
    {
        const PartOrigin origin = m_part->origin();
        Downloaded result{m_part->size(), m_part->digest(), origin.commit, Vouched::ByNobody};
        bool right = true;
        if (!m_request.sha256.empty()) {
            right = result.digest.sha256 == m_request.sha256;
            result.vouched = Vouched::Beforehand;
        } else if (isSha256(origin.hash)) {
            right = result.digest.sha256 == origin.hash;
            result.vouched = Vouched::ByServer;
        } else if (isSha1(origin.hash) && !result.digest.gitBlob.empty()) {
            right = result.digest.gitBlob == origin.hash;
            result.vouched = Vouched::ByServer;
        }
        if (!right) {
            m_startOver = m_resumed; // of what came in one go nothing better is to be hoped for
            PartFile::discard(m_request.target);
            m_problem = {ErrorCode::Corrupt, "What arrived of " + m_request.name +
                                                 " is not what was published (its hash differs): it was thrown away."};
            return fail(m_problem);
        }
        if (auto finished = m_part->finish(); !finished)
            return fail(finished.error());
        m_now.done = result.bytes;
        report(DownloadProgress::Phase::Downloading, true);
        return result;
    }

    Result<Downloaded> giveUp() { return giveUp(m_problem); }

    Result<Downloaded> giveUp(const Error& error)
    {
        (void)m_part->sync(); // what did arrive is gone on with
        return fail(error);
    }

    Result<Downloaded> patience(std::optional<std::chrono::seconds> wish)
    {
        Error error = m_problem;
        if (wish && *wish > m_policy.mostPatience)
            error.message += " It wants to be asked again in " +
                             std::to_string(std::chrono::ceil<std::chrono::minutes>(*wish).count()) + " minutes.";
        if (m_part->size() > 0 && error.code != ErrorCode::Corrupt)
            error.message += " What has arrived is kept.";
        return giveUp(error);
    }

    void onBytes(std::uint64_t bytes)
    {
        m_rate.add(bytes, steady_clock::now());
        report(DownloadProgress::Phase::Downloading);
    }

    void report(DownloadProgress::Phase phase, bool atOnce = false)
    {
        const auto now = steady_clock::now();
        if (!m_progress || (!atOnce && phase == m_now.phase && now - m_reported < kReportEvery))
            return;
        m_reported = now;
        m_now.phase = phase;
        if (m_part && m_part->size() > 0)
            m_now.done = m_part->size();
        else if (phase != DownloadProgress::Phase::Checking && !atOnce)
            m_now.done = 0;
        if (m_part && m_part->origin().total)
            m_now.total = m_part->origin().total;
        m_now.bytesPerSecond = m_rate.bytesPerSecond(now);
        m_progress(m_now);
    }

    HttpClient& m_client;
    const RetryPolicy& m_policy;
    const Clock& m_clock;
    const DownloadRequest& m_request;
    const std::stop_token& m_stop;
    const OnDownloadProgress& m_progress;
    std::optional<PartFile> m_part;
    TransferRate m_rate;
    DownloadProgress m_now;
    steady_clock::time_point m_reported;
    Error m_problem;
    bool m_resumed = false;   ///< bytes of an earlier call are in the part
    bool m_startOver = false; ///< they may be what is wrong
};

} // namespace

Result<Downloaded> Downloader::fetch(const DownloadRequest& request, const std::stop_token& stop,
                                     const OnDownloadProgress& progress)
{
    return Fetch(m_client, m_policy, m_clock, request, stop, progress).run();
}

} // namespace vidimus::net
