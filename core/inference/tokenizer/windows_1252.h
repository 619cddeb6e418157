#pragma once

#include <array>

namespace vidimus::inference {

/// What 0x80 to 0x9F mean in Windows-1252 as browsers read it: the five unassigned ones stay what they are. Everything
/// else is returned as it is.
constexpr char32_t fromWindows1252(char32_t c)
{
    constexpr std::array<char16_t, 32> kMeanings = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                                    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                                    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    return c >= 0x80 && c <= 0x9F ? kMeanings[c - 0x80] : c;
}

} // namespace vidimus::inference
