#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace vidimus::ingest {

/// Where workers wait while the work is paused. Thread: any.
class WorkGate {
public:
    /// Returns when the gate is open; false when stopped instead.
    bool pass(std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        return m_opened.wait(lock, stop, [&] { return m_open; }) && !stop.stop_requested();
    }

    void setOpen(bool open)
    {
        const std::lock_guard lock(m_mutex);
        m_open = open;
        m_opened.notify_all();
    }

    bool isOpen() const
    {
        const std::lock_guard lock(m_mutex);
        return m_open;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_opened;
    bool m_open = true;
};

} // namespace vidimus::ingest
