#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace vidimus::net {

/// Speed of a transfer over its last seconds. Thread: one at a time.
class TransferRate {
public:
    using Time = std::chrono::steady_clock::time_point;

    void add(std::uint64_t bytes, Time now);
    /// Bytes a second; nothing in the first moments, and when nothing came for the whole window.
    std::optional<double> bytesPerSecond(Time now) const;
    void clear();

private:
    struct Sample {
        Time time;
        std::uint64_t total;
    };
    std::deque<Sample> m_samples;
    std::uint64_t m_total = 0;
};

} // namespace vidimus::net
