#pragma once

#include <cstdint>

#include "core/inference/onednn/aligned_buffer.h"
#include "core/inference/onednn/attention_shape.h"
#include "core/inference/onednn/dnnl_products.h"
#include "core/inference/onednn/operand.h"
#include "core/inference/onednn/packed_linear.h"

namespace vidimus::inference {

/// Self-attention of whole sequences from the product of a fused query-key-value layer. Keeps its memory.
/// Thread: one caller.
class SelfAttention {
public:
    explicit SelfAttention(DnnlProducts& products) : m_products(products) {}

    /// product [rows, 3 * width] of `qkv` with x, not yet finished -> mixed [shape.answers(), width] as the next
    /// factor.
    void operator()(const PackedLinear& qkv, const Operand& x, const float* product, const AttentionShape& shape,
                    Numeric numeric, Operand& mixed);

private:
    DnnlProducts& m_products;
    AlignedBuffer<std::byte> m_parts;         ///< q, k, v: [3, sequences, heads, length, d]
    AlignedBuffer<float> m_scales;            ///< [3, sequences, heads, length]: what these were divided by
    AlignedBuffer<float> m_scores;            ///< [sequences * heads, length, length]
    AlignedBuffer<std::byte> m_probabilities; ///< not divided by their sums
    AlignedBuffer<float> m_sums;              ///< [sequences * heads, length]
    AlignedBuffer<float> m_mixed;             ///< [sequences * heads, length, d]
};

} // namespace vidimus::inference
