#include "core/net/retry_policy.h"

#include <algorithm>
#include <random>

namespace vidimus::net {

namespace {

double randomShare()
{
    thread_local std::minstd_rand engine{std::random_device{}()};
    return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
}

} // namespace

std::optional<std::chrono::milliseconds> RetryPolicy::delayAfter(int failures,
                                                                 std::optional<std::chrono::seconds> wish) const
{
    if (failures >= tries || (wish && *wish > mostPatience))
        return std::nullopt;
    std::chrono::milliseconds delay = first;
    for (int i = 1; i < failures && delay < longest; ++i)
        delay *= 2;
    delay = std::min(delay, longest);
    // Half of it is sure, half is chance.
    const double share = std::clamp(jitter ? jitter() : randomShare(), 0.0, 1.0);
    delay = delay / 2 +
            std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(delay.count()) / 2 * share));
    if (wish)
        delay += *wish;
    return delay;
}

} // namespace vidimus::net
