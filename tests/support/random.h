#pragma once

#include <cstdint>

namespace vidimus::test {

/// SplitMix64: the same numbers from the same seed on every machine, which the standard's distributions don't promise.
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
    /// In [0, 1).
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    /// Both ends included.
    int integer(int low, int high)
    {
        return low + static_cast<int>(next() % (static_cast<std::uint64_t>(high - low) + 1));
    }

private:
    std::uint64_t m_state;
};

} // namespace vidimus::test
