#pragma once

#include <chrono>
#include <cstdint>

namespace vidimus::metrics {

class Histogram;

/// Times a stage from its construction to stop() or its end, and records it. Thread: the one that made it.
class Span {
public:
    explicit Span(Histogram& histogram) : m_histogram(&histogram), m_start(std::chrono::steady_clock::now()) {}
    ~Span() { stop(); }
    Span(const Span&) = delete;
    Span& operator=(const Span&) = delete;

    /// Records now and returns the microseconds; later calls return the same.
    std::int64_t stop();
    /// Records nothing: the stage was cancelled or failed before it did its work.
    void discard() { m_histogram = nullptr; }

private:
    Histogram* m_histogram;
    std::chrono::steady_clock::time_point m_start;
    std::int64_t m_elapsedUs = 0;
};

} // namespace vidimus::metrics
