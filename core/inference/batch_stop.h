#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <span>
#include <stop_token>

namespace vidimus::inference {

/// The stop token of work that several askers share: stopped when every one of them has stopped, or `always` has.
/// Thread: the one that made it; the askers may stop from any.
class BatchStop {
public:
    BatchStop(std::span<const std::stop_token> askers, std::stop_token always) : m_left(askers.size())
    {
        m_callbacks.emplace_back(std::move(always), [this] { m_source.request_stop(); });
        for (const std::stop_token& asker : askers)
            m_callbacks.emplace_back(asker, [this] {
                if (m_left.fetch_sub(1) == 1)
                    m_source.request_stop();
            });
    }
    BatchStop(const BatchStop&) = delete;
    BatchStop& operator=(const BatchStop&) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::atomic<std::size_t> m_left;
    std::deque<std::stop_callback<std::function<void()>>> m_callbacks; ///< last: gone before what they refer to
};

} // namespace vidimus::inference
