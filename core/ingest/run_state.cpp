#include "core/ingest/run_state.h"

#include <utility>

namespace vidimus::ingest {

void RunState::requestAdded()
{
    const std::lock_guard lock(m_mutex);
    ++m_openRequests;
}

bool RunState::requestBegins(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [&] { return !m_cancelling; });
    m_requestActive = true;
    return !std::exchange(m_running, true);
}

void RunState::requestsDropped(std::int64_t count)
{
    const std::lock_guard lock(m_mutex);
    m_openRequests -= count;
    m_changed.notify_all();
}

void RunState::requestDone()
{
    const std::lock_guard lock(m_mutex);
    --m_openRequests;
    m_requestActive = false;
    m_changed.notify_all();
}

void RunState::fileAdded()
{
    const std::lock_guard lock(m_mutex);
    ++m_openFiles;
}

void RunState::filesDone(std::int64_t count)
{
    const std::lock_guard lock(m_mutex);
    m_openFiles -= count;
}

bool RunState::describeBegins(PhotoId photo)
{
    const std::lock_guard lock(m_mutex);
    return m_running && !m_cancelling && !m_modelProblem && m_describing.insert(photo).second;
}

void RunState::describeEnded(PhotoId photo)
{
    const std::lock_guard lock(m_mutex);
    m_describing.erase(photo);
}

void RunState::markBacklog()
{
    const std::lock_guard lock(m_mutex);
    m_backlog = true;
    ++m_backlogMark;
    ++m_backlogNews;
    m_changed.notify_all();
}

void RunState::markCaptionDue()
{
    const std::lock_guard lock(m_mutex);
    m_backlog = m_backlog || !m_cancelling;
    ++m_backlogMark;
    m_changed.notify_all();
}

RunState::Backlog RunState::waitForBacklog(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    const auto isThere = [&] { return m_backlog && m_running && !m_cancelling && !m_modelProblem; };
    return m_changed.wait(lock, stop, isThere) ? Backlog{m_backlogMark, m_backlogNews} : Backlog{};
}

void RunState::backlogEmpty(std::uint64_t mark)
{
    const std::lock_guard lock(m_mutex);
    if (mark == m_backlogMark)
        m_backlog = false;
}

void RunState::giveUpDescribing(Error reason)
{
    const std::lock_guard lock(m_mutex);
    if (m_running && !m_modelProblem)
        m_modelProblem = std::move(reason);
}

void RunState::setVisible(std::vector<PhotoId> photos)
{
    const std::lock_guard lock(m_mutex);
    m_visible = std::move(photos);
}

std::vector<PhotoId> RunState::takeVisible()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_visible, {});
}

bool RunState::hasVisible() const
{
    const std::lock_guard lock(m_mutex);
    return !m_visible.empty();
}

std::stop_token RunState::token() const
{
    const std::lock_guard lock(m_mutex);
    return m_stop.get_token();
}

void RunState::cancel(std::optional<Error> reason)
{
    std::stop_source stop(std::nostopstate);
    {
        const std::lock_guard lock(m_mutex);
        if (!m_running && m_openRequests == 0)
            return;
        // Requests that nobody began yet are cancelled too: the coordinator finds the token stopped.
        m_running = true;
        m_cancelling = true;
        if (!m_stoppedBy)
            m_stoppedBy = std::move(reason);
        m_backlog = false;
        m_visible.clear();
        stop = m_stop;
        m_changed.notify_all();
    }
    stop.request_stop(); // runs callbacks of waiting threads: not under the lock
}

bool RunState::cancelling() const
{
    const std::lock_guard lock(m_mutex);
    return m_cancelling;
}

bool RunState::idle() const
{
    const std::lock_guard lock(m_mutex);
    return !m_running && m_openRequests == 0;
}

std::optional<RunState::Ended> RunState::tryEnd()
{
    const std::lock_guard lock(m_mutex);
    // A cancelled run ends although requests wait: they begin a new one.
    const bool waits = m_openRequests > 0 || (m_backlog && !m_modelProblem);
    if (!m_running || !nothingOpen() || (!m_cancelling && waits))
        return std::nullopt;
    Ended ended{m_cancelling, std::exchange(m_stoppedBy, std::nullopt), std::exchange(m_modelProblem, std::nullopt)};
    if (ended.modelProblem)
        m_backlog = false; // the next run looks for itself
    if (m_cancelling)
        m_stop = std::stop_source();
    m_running = false;
    m_cancelling = false;
    m_changed.notify_all();
    return ended;
}

bool RunState::nothingOpen() const
{
    return !m_requestActive && m_openFiles == 0 && m_describing.empty();
}

} // namespace vidimus::ingest
