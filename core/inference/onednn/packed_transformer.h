#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/inference/onednn/packed_block.h"
#include "core/inference/onednn/transformer_by_products.h"
#include "core/inference/onednn/transformer_by_rows.h"
#include "core/inference/step_hook.h"

namespace vidimus::inference {

/// Blocks in a row, computed in the way that suits the number of tokens: of few all threads share each product, of many
/// they share the rows. Thread: one caller.
class PackedTransformer {
public:
    PackedTransformer(DnnlProducts& products, Numeric numeric)
        : m_byRows(products), m_byProducts(products), m_numeric(numeric)
    {}

    void add(PackedBlock block) { m_blocks.push_back(std::move(block)); }

    /// x [shape.rows(), width], in place: its first shape.answers() rows are the answer. The number of heads is the blocks'. Passes `gate` before every block:
    /// Cancelled when it says so.
    Result<void> operator()(float* x, AttentionShape shape, const StepGate& gate);

private:
    std::vector<PackedBlock> m_blocks;
    TransformerByRows m_byRows;
    TransformerByProducts m_byProducts;
    Numeric m_numeric;
};

} // namespace vidimus::inference
