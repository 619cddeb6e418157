#pragma once

#include <cstdint>

#include "core/inference/every_cpu.h"

// What compilers turn into vector instructions inside a loop: no branches, no calls. Accurate to a few 1e-7.

namespace vidimus::inference {

/// Rounded to the nearest whole number, |x| < 2^22.
VIDIMUS_PART_OF_A_LOOP float rounded(float x)
{
    constexpr float kMagic = 12582912.f; // 1.5 * 2^23: what is added to it has no place for fractions
    return (x + kMagic) - kMagic;
}

/// e^x for x <= 0, as 2^n * 2^f with a polynomial for 2^f, |f| <= 1/2; what is below e^-87 counts as that. Relative error
/// below 1e-6 down to e^-10, and below 6e-6 beyond, where it no longer matters beside 1.
VIDIMUS_PART_OF_A_LOOP float expOfNegative(float x)
{
    const float y = (x < -87.f ? -87.f : x) * 1.44269504088896341f;
    const float n = rounded(y);
    const float f = y - n;
    float p = 1.3333558146e-3f; // (ln 2)^k / k!, k = 5 ... 0
    p = p * f + 9.6181291076e-3f;
    p = p * f + 5.5504108665e-2f;
    p = p * f + 2.4022650696e-1f;
    p = p * f + 6.9314718056e-1f;
    p = p * f + 1.f;
    return p * __builtin_bit_cast(float, (static_cast<std::int32_t>(n) + 127) << 23);
}

/// The same of x = y ln 2 for what is kept in bfloat16: a cubic (minimax, relative error below 8e-5: a fiftieth of what
/// rounding then costs), and 2^n from the bits that rounding leaves behind; what is below 2^-125 counts as that.
VIDIMUS_PART_OF_A_LOOP float roughExp2OfNegative(float y)
{
    constexpr float kMagic = 12582912.f; // rounded()'s
    const float bounded = y < -125.f ? -125.f : y;
    const float shifted = bounded + kMagic; // its lowest bits are n, in two's complement
    const float f = bounded - (shifted - kMagic);
    float p = 5.5171669e-2f;
    p = p * f + 2.4261112e-1f;
    p = p * f + 6.9326099e-1f;
    p = p * f + 9.9992807e-1f;
    return __builtin_bit_cast(float, __builtin_bit_cast(std::uint32_t, p) +
                                         (__builtin_bit_cast(std::uint32_t, shifted) << 23)); // p * 2^n
}

/// x * (1 + erf(x / sqrt 2)) / 2, erf by Abramowitz and Stegun 7.1.26 (error below 2e-7).
VIDIMUS_PART_OF_A_LOOP float geluOf(float x)
{
    const float z = (x < 0 ? -x : x) * 0.70710678118654752f;
    const float t = 1.f / (1.f + 0.3275911f * z);
    float p = 1.061405429f;
    p = p * t - 1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t - 0.284496736f;
    p = p * t + 0.254829592f;
    const float tail = p * t * expOfNegative(-z * z); // 1 - erf(z)
    return x < 0 ? 0.5f * x * tail : x - 0.5f * x * tail;
}

/// x * sigmoid(1.702 x)
VIDIMUS_PART_OF_A_LOOP float quickGeluOf(float x)
{
    const float e = expOfNegative(x < 0 ? 1.702f * x : -1.702f * x);
    return x * (x < 0 ? e : 1.f) / (1.f + e);
}

/// Both activations are max(x, 0) less a bump in |x|, which is next to nothing from `end` on. For what is then rounded to
/// eight bits a polynomial serves for it, |x| * (c[0] + c[1] |x| + ...).
struct RoughBump {
    float end;
    float c[8];
};
/// |x| (1 - erf(|x| / sqrt 2)) / 2, minimax: error below 3e-4.
constexpr RoughBump kBumpOfGelu{4.f,
                                {4.96678267e-1f, -3.70625310e-1f, -8.13888912e-2f, 1.76185968e-1f, -7.61511774e-2f,
                                 1.52396115e-2f, -1.43951739e-3f, 4.86906017e-5f}};
/// |x| sigmoid(-1.702 |x|), minimax: error below 5e-4, from 5 on below 2e-3.
constexpr RoughBump kBumpOfQuickGelu{5.f,
                                     {5.07927311e-1f, -4.68486931e-1f, 6.28353160e-2f, 9.80941305e-2f, -5.88355292e-2f,
                                      1.46382046e-2f, -1.76533859e-3f, 8.46512535e-5f}};

VIDIMUS_PART_OF_A_LOOP float roughlyActivated(const RoughBump& bump, float x)
{
    const float size = x < 0 ? -x : x;
    const float a = size < bump.end ? size : bump.end;
    float p = bump.c[7];
    p = p * a + bump.c[6];
    p = p * a + bump.c[5];
    p = p * a + bump.c[4];
    p = p * a + bump.c[3];
    p = p * a + bump.c[2];
    p = p * a + bump.c[1];
    p = p * a + bump.c[0];
    return (x > 0 ? x : 0.f) - p * a;
}

/// bfloat16: the upper half of a float, rounded to nearest, ties to even. NaN does not occur here.
VIDIMUS_PART_OF_A_LOOP std::uint16_t bf16Of(float x)
{
    const auto bits = __builtin_bit_cast(std::uint32_t, x);
    return static_cast<std::uint16_t>((bits + 0x7FFFu + ((bits >> 16) & 1u)) >> 16);
}

VIDIMUS_PART_OF_A_LOOP float floatOf(std::uint16_t bf16)
{
    return __builtin_bit_cast(float, static_cast<std::uint32_t>(bf16) << 16);
}

} // namespace vidimus::inference
