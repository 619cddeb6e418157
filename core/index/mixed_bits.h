#pragma once

#include <cstdint>

namespace vidimus::index {

/// A number that looks random but is the same everywhere for the same `n` (the finaliser of SplitMix64).
constexpr std::uint64_t mixedBits(std::uint64_t n)
{
    n += 0x9e3779b97f4a7c15;
    n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9;
    n = (n ^ (n >> 27)) * 0x94d049bb133111eb;
    return n ^ (n >> 31);
}

} // namespace vidimus::index
