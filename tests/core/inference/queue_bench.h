#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "core/inference/inference_queue.h"
#include "core/metrics/registry.h"
#include "tests/core/inference/drawn_images.h"
#include "tests/core/inference/fake_engine.h"

namespace vidimus::inference {

using namespace std::chrono_literals;

using Names = std::vector<std::string>;

/// Holds an engine call until the test lets it go on.
class Gate {
public:
    void pass()
    {
        m_entered.release();
        m_leave.acquire();
    }
    void waitUntilEntered() { m_entered.acquire(); }
    void open() { m_leave.release(); }

private:
    std::binary_semaphore m_entered{0};
    std::binary_semaphore m_leave{0};
};

/// Blocks an engine call until its stop token is stopped.
inline void waitForStop(const std::stop_token& stop)
{
    std::binary_semaphore stopped{0};
    const std::stop_callback callback(stop, [&] { stopped.release(); });
    stopped.acquire();
}

/// Collects what jobs were answered with, from whatever thread.
class Answers {
public:
    InferenceQueue::Done collect(int key)
    {
        return [this, key](Description description) {
            {
                const std::lock_guard lock(m_mutex);
                m_all[key].push_back(std::move(description));
            }
            m_arrived.release();
        };
    }
    void waitFor(int count)
    {
        for (int i = 0; i < count; ++i)
            m_arrived.acquire();
    }
    std::size_t timesAnswered(int key) const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_all.find(key);
        return found == m_all.end() ? 0 : found->second.size();
    }
    /// "7" for the caption of a picture 7 wide; "cancelled", "internal", "invalid" or "none".
    std::string caption(int key) const
    {
        const Description description = only(key);
        return description.caption ? text(*description.caption) : "none";
    }
    std::string embedding(int key) const
    {
        const Description description = only(key);
        return description.embedding ? text(*description.embedding) : "none";
    }

private:
    Description only(int key) const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_all.find(key);
        return found == m_all.end() || found->second.size() != 1 ? Description{} : found->second[0];
    }
    static std::string text(const Result<CaptionResult>& result)
    {
        return result ? result->caption.text : text(result.error());
    }
    static std::string text(const Result<EmbeddingResult>& result)
    {
        return result ? std::to_string(static_cast<int>(result->vector[0])) : text(result.error());
    }
    static std::string text(const Error& error)
    {
        switch (error.code) {
        case ErrorCode::Cancelled:
            return "cancelled";
        case ErrorCode::Internal:
            return "internal";
        case ErrorCode::InvalidArgument:
            return "invalid";
        default:
            return "another error";
        }
    }

    mutable std::mutex m_mutex;
    std::map<int, std::vector<Description>> m_all;
    std::counting_semaphore<> m_arrived{0};
};

inline std::shared_ptr<const RgbImage> picture(int width)
{
    return std::make_shared<const RgbImage>(solid({1, 2, 3}, width, 1));
}

inline DescribeJob job(int width)
{
    return {picture(width), true, true};
}

/// A queue over a fake engine, with no waiting for batches to fill unless a test wants it.
struct Bench {
    explicit Bench(QueueOptions options = {.batchWindow = 0ms}, int batch = 4)
        : queue(std::make_unique<InferenceQueue>(std::make_unique<FakeEngine>(log, batch), registry, options))
    {}

    EngineLog log;
    metrics::Registry registry;
    Answers answers;
    std::unique_ptr<InferenceQueue> queue;
};

inline void waitForBlocked(const InferenceQueue& queue, std::size_t count)
{
    while (queue.blockedCallers() < count)
        std::this_thread::yield();
}

} // namespace vidimus::inference
