#pragma once

#include <chrono>
#include <functional>
#include <optional>

namespace vidimus::net {

/// When a transfer that failed for a reason that may pass is tried again.
struct RetryPolicy {
    int tries = 6; ///< in a row without a byte of progress
    std::chrono::milliseconds first = std::chrono::seconds(1);
    std::chrono::milliseconds longest = std::chrono::seconds(60);
    /// A server that asks for more patience than this is told of, not waited for.
    std::chrono::seconds mostPatience = std::chrono::minutes(5);
    /// 0..1; empty: random. Spreads those who failed together over time.
    std::function<double()> jitter;

    /// How long to wait after the `failures`th failure in a row (from 1); nothing when it is not tried again. A wish of
    /// the server is kept to the full, and none comes back before it.
    std::optional<std::chrono::milliseconds> delayAfter(int failures,
                                                        std::optional<std::chrono::seconds> wish = {}) const;
};

} // namespace vidimus::net
