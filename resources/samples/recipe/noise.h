#pragma once

#include <cmath>
#include <cstdint>

namespace vidimus::samples {

/// SplitMix64: the same numbers from the same seed everywhere.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15ull);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }
    float unit() { return static_cast<float>(next() >> 40) * 0x1p-24f; }
    float between(float low, float high) { return low + (high - low) * unit(); }
    int integer(int low, int high)
    {
        return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    /// Around 0, mostly within -1..1, like a bell.
    float bell() { return (unit() + unit() + unit() + unit() - 2) * 0.87f; }

private:
    std::uint64_t m_state;
};

/// Gradient noise, about -1..1, one feature a unit.
float noise(float x, float y, std::uint32_t seed = 0);

/// Noise upon noise, each octave twice as fine and half as strong; about -1..1.
float clouds(float x, float y, int octaves, std::uint32_t seed = 0);

/// Sharp crests, 0..1.
float crests(float x, float y, int octaves, std::uint32_t seed = 0);

} // namespace vidimus::samples
