#pragma once

namespace vidimus::inference {

/// In what the factors of matrix products are kept. Sums are always fp32 (int32 for Int8), and so is everything between
/// products.
enum class Numeric {
    Fp32,
    Bf16,
    Int8, ///< weights with a scale for each output, activations with a scale for each row
};

constexpr int bytesOf(Numeric numeric)
{
    return numeric == Numeric::Fp32 ? 4 : numeric == Numeric::Bf16 ? 2 : 1;
}

} // namespace vidimus::inference
