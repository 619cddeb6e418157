#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace vidimus {

/// First in, first out between threads, never longer than its capacity: a full queue makes its producers wait,
/// so memory does not grow with the work. Every member may be called from any thread.
template <typename T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

    /// Waits for room. False, with the item dropped, when closed or stopped meanwhile.
    bool push(T item, std::stop_token stop = {})
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [&] { return m_closed || m_items.size() < m_capacity; }) || m_closed)
            return false;
        m_items.push_back(std::move(item));
        m_changed.notify_all();
        return true;
    }

    /// Takes the item only if there is room now; otherwise leaves it untouched and returns false.
    bool tryPush(T& item)
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed || m_items.size() >= m_capacity)
            return false;
        m_items.push_back(std::move(item));
        m_changed.notify_all();
        return true;
    }

    /// Waits for an item. Nothing when stopped, or when closed and empty.
    std::optional<T> pop(std::stop_token stop = {})
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [&] { return m_closed || !m_items.empty(); }))
            return std::nullopt;
        return takeFront();
    }

    /// An item if there is one by the deadline.
    template <typename TimePoint>
    std::optional<T> popUntil(TimePoint deadline, std::stop_token stop = {})
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, stop, deadline, [&] { return m_closed || !m_items.empty(); });
        return takeFront();
    }

    /// No more items come in; what is inside can still be taken.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

    /// Throws away what waits and returns how many that were.
    std::size_t clear()
    {
        const std::lock_guard lock(m_mutex);
        const std::size_t count = m_items.size();
        m_items.clear();
        m_changed.notify_all();
        return count;
    }

    std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }

private:
    std::optional<T> takeFront()
    {
        if (m_items.empty())
            return std::nullopt;
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        m_changed.notify_all();
        return item;
    }

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<T> m_items;
    bool m_closed = false;
};

} // namespace vidimus
