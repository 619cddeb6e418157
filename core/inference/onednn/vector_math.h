#pragma once

#include <cstdint>

// What compilers turn into vector instructions inside a loop: no branches, no calls. Accurate to a few 1e-7.

/// A function compiled for several generations of processors, of which the one at hand is taken when the program starts.
/// Sanitizers run before that choice can be made, so under them there is one version.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define VIDIMUS_FOR_EVERY_CPU __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VIDIMUS_FOR_EVERY_CPU
#endif

/// What such a function calls must become part of each of its versions: left to itself, GCC inlines nothing across a
/// difference in architecture, and a call keeps a loop from becoming vector instructions.
#if defined(__GNUC__)
#define VIDIMUS_PART_OF_A_LOOP [[gnu::always_inline]] inline
#else
#define VIDIMUS_PART_OF_A_LOOP inline
#endif

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
/// rounding then costs), and 2^n from the bits that rounding leaves behind; 0 below 2^-126.
VIDIMUS_PART_OF_A_LOOP float roughExp2OfNegative(float y)
{
    constexpr float kMagic = 12582912.f; // rounded()'s
    constexpr std::int32_t kBitsOfMagic = 0x4B400000;
    const float shifted = y + kMagic;
    const float f = y - (shifted - kMagic);
    float p = 5.5171669e-2f;
    p = p * f + 2.4261112e-1f;
    p = p * f + 6.9326099e-1f;
    p = p * f + 9.9992807e-1f;
    const auto bits = __builtin_bit_cast(std::int32_t, shifted); // kBitsOfMagic + n
    const std::int32_t exponent = (bits > kBitsOfMagic - 127 ? bits : kBitsOfMagic - 127) - kBitsOfMagic + 127;
    return p * __builtin_bit_cast(float, exponent << 23);
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
