#include "core/index/helper_threads.h"

#include <algorithm>
#include <atomic>
#include <exception>

namespace vidimus::index {

namespace {

/// More do not help a loop that waits for memory.
constexpr unsigned kMostThreads = 8;

} // namespace

struct HelperThreads::Loop {
    const std::size_t count;
    const std::function<void(std::size_t)>& work;
    std::atomic<std::size_t> next = 0;
    int helpers = 0; ///< in run() now; guarded by m_mutex

    void run()
    {
        for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1))
            work(i);
    }
    bool hasMore() const { return next.load() < count; }
};

HelperThreads::HelperThreads() : m_wanted(std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads) - 1) {}

HelperThreads::~HelperThreads()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void HelperThreads::forEach(std::size_t count, const std::function<void(std::size_t)>& work)
{
    Loop loop{count, work};
    bool shared = false;
    if (count > 1 && m_wanted > 0) {
        const std::lock_guard lock(m_mutex);
        if (!m_loop) {
            try {
                while (m_threads.size() < m_wanted)
                    m_threads.emplace_back([this] { help(); });
            } catch (const std::exception&) {
                // Fewer helpers, then.
            }
            m_loop = &loop;
            shared = true;
        }
    }
    if (shared)
        m_changed.notify_all();
    loop.run();
    if (shared) {
        std::unique_lock lock(m_mutex);
        m_loop = nullptr; // who has not begun need not
        m_changed.wait(lock, [&] { return loop.helpers == 0; });
    }
}

void HelperThreads::help()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_stopping || (m_loop && m_loop->hasMore()); });
        if (m_stopping)
            return;
        Loop& loop = *m_loop;
        ++loop.helpers;
        lock.unlock();
        loop.run();
        lock.lock();
        if (--loop.helpers == 0)
            m_changed.notify_all();
    }
}

} // namespace vidimus::index
