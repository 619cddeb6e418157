#pragma once

#include <cstdint>
#include <vector>

#include "core/base/error.h"
#include "core/inference/onednn/attention.h"
#include "core/inference/onednn/packed_block.h"
#include "core/inference/step_hook.h"

namespace vidimus::inference {

/// Blocks in a row for few tokens: all threads share each product. Keeps the memory its passes need. Thread: one caller.
class TransformerByProducts {
public:
    explicit TransformerByProducts(DnnlProducts& products) : m_attention(products) {}

    /// As PackedTransformer.
    Result<void> operator()(const std::vector<PackedBlock>& blocks, Numeric numeric, float* x,
                            const AttentionShape& shape, const StepGate& gate);

private:
    void attend(const PackedBlock& block, float* x, const AttentionShape& shape);
    void think(const PackedBlock& block, float* x, std::int64_t rows);
    void normed(const PlainNorm& norm, const float* x, std::int64_t rows, Operand& into);

    SelfAttention m_attention;
    Numeric m_numeric = Numeric::Fp32;
    Operand m_input;
    Operand m_hidden;
    AlignedBuffer<float> m_product;
};

} // namespace vidimus::inference
