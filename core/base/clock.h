#pragma once

#include <chrono>

namespace vidimus {

/// The time of day, replaceable in tests. Durations are measured with std::chrono::steady_clock, not with this.
class Clock {
public:
    virtual ~Clock() = default;
    virtual std::chrono::system_clock::time_point now() const = 0;
};

class SystemClock final : public Clock {
public:
    std::chrono::system_clock::time_point now() const override { return std::chrono::system_clock::now(); }
};

} // namespace vidimus
