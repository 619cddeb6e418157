#pragma once

namespace vidimus::inference {

/// In what the factors of matrix products are kept. Sums are always fp32 (int32 in eight bits), and so is everything
/// between products.
enum class Numeric {
    Fp32,
    Bf16,
    Int8,  ///< weights with a scale for each output, activations with a scale for each row
    Uint8, ///< the same for processors that multiply unsigned by signed bytes: activations are raised by 128
};

constexpr int bytesOf(Numeric numeric)
{
    return numeric == Numeric::Fp32 ? 4 : numeric == Numeric::Bf16 ? 2 : 1;
}

constexpr bool hasEightBits(Numeric numeric)
{
    return bytesOf(numeric) == 1;
}

/// In what a model kept in `numeric` computes where eight bits would be too few: its ends, and the mixing of values.
/// Processors that want the left factor unsigned know no bf16.
constexpr Numeric besideEightBits(Numeric numeric)
{
    return numeric == Numeric::Int8 ? Numeric::Bf16 : numeric == Numeric::Uint8 ? Numeric::Fp32 : numeric;
}

/// In what tokens look at one another. Scores stand eight bits; shares of values that many tokens have a little of would
/// vanish in them.
constexpr Numeric numericOfScores(Numeric numeric)
{
    return numeric == Numeric::Int8 ? Numeric::Int8 : besideEightBits(numeric);
}

} // namespace vidimus::inference
