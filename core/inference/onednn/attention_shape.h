#pragma once

#include <cstdint>

#include "core/inference/onednn/numeric.h"

namespace vidimus::inference {

struct AttentionShape {
    std::int64_t sequences = 1; ///< pictures, or texts
    std::int64_t length = 1;    ///< tokens of each
    int heads = 1;
    bool causal = false;

    std::int64_t rows() const { return sequences * length; }
};

/// Products inside attention are of activations with activations: eight bits would be too few.
constexpr Numeric attentionNumeric(Numeric numeric)
{
    return numeric == Numeric::Fp32 ? Numeric::Fp32 : Numeric::Bf16;
}

} // namespace vidimus::inference
