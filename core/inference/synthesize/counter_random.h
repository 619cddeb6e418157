#pragma once

#include <cstdint>
#include <string_view>

namespace vidimus::inference {

/// SplitMix64's mixing: random bits from a number, the same on every machine.
constexpr std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

/// Random numbers by their place: any of them at once, so that threads can share the work and the result is the same.
class CounterRandom {
public:
    CounterRandom(std::uint64_t seed, std::string_view stream)
    {
        std::uint64_t hash = 0xCBF29CE484222325u; // FNV-1a
        for (const char c : stream)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
        m_start = mixed(mixed(seed + 0x9E3779B97F4A7C15u) ^ hash);
    }

    std::uint64_t at(std::uint64_t place) const { return mixed(m_start + (place + 1) * 0x9E3779B97F4A7C15u); }
    std::uint64_t next() { return at(m_place++); }
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

private:
    std::uint64_t m_start = 0;
    std::uint64_t m_place = 0;
};

} // namespace vidimus::inference
