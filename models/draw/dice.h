#pragma once

#include <cstdint>
#include <string_view>

#include "core/inference/synthesize/counter_random.h"

namespace vidimus::draw {

/// Random choices of one scene: the same for the same seed and stream on every machine.
class Dice {
public:
    Dice(std::uint64_t seed, std::string_view stream) : m_random(seed, stream) {}

    float part() { return static_cast<float>(m_random.next() >> 40) * 0x1p-24f; } ///< 0..1, without 1
    float between(float low, float high) { return low + (high - low) * part(); }
    bool chance(float probability) { return part() < probability; }
    int below(int limit) { return static_cast<int>(m_random.below(static_cast<std::size_t>(limit))); }

private:
    inference::CounterRandom m_random;
};

} // namespace vidimus::draw
