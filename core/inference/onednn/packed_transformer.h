#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include "core/base/error.h"
#include "core/inference/config/activation.h"
#include "core/inference/onednn/attention.h"
#include "core/inference/onednn/packed_linear.h"
#include "core/inference/onednn/plain_weights.h"

namespace vidimus::inference {

/// The same block as torch/transformer.h, weights packed.
struct PackedBlock {
    PlainNorm norm1;
    PackedLinear qkv;
    PackedLinear projection;
    PlainNorm norm2;
    PackedLinear fc1;
    PackedLinear fc2;
    int heads;
    Activation activation;
};

/// Blocks in a row. Keeps the memory its passes need. Thread: one caller.
class PackedTransformer {
public:
    PackedTransformer(DnnlProducts& products, Numeric numeric) : m_attention(products), m_numeric(numeric) {}

    void add(PackedBlock block) { m_blocks.push_back(std::move(block)); }

    /// x [shape.rows(), width], in place. Cancelled when `stop` was requested before a block.
    Result<void> operator()(float* x, const AttentionShape& shape, const std::stop_token& stop);

private:
    void attend(const PackedBlock& block, float* x, const AttentionShape& shape);
    void think(const PackedBlock& block, float* x, std::int64_t rows);
    void normed(const PlainNorm& norm, const float* x, std::int64_t rows, Operand& into);

    std::vector<PackedBlock> m_blocks;
    SelfAttention m_attention;
    Numeric m_numeric;
    Operand m_input;
    Operand m_hidden;
    AlignedBuffer<float> m_product;
};

} // namespace vidimus::inference
