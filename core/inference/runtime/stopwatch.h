#pragma once

#include <chrono>
#include <cstdint>

namespace vidimus::inference {

/// Runs from its making.
class Stopwatch {
public:
    std::int64_t microseconds() const
    {
        return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - m_start).count();
    }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point m_start = Clock::now();
};

} // namespace vidimus::inference
