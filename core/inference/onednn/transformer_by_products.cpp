#include "core/inference/onednn/transformer_by_products.h"

#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

Result<void> TransformerByProducts::operator()(const std::vector<PackedBlock>& blocks, Numeric numeric, float* x,
                                               const AttentionShape& shape, const StepGate& gate)
{
    m_numeric = numeric;
    for (std::size_t index = 0; index < blocks.size(); ++index) {
        if (!gate.pass())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        const AttentionShape its = shape.ofBlock(index, blocks.size());
        attend(blocks[index], x, its);
        think(blocks[index], x, its.answers());
    }
    return {};
}

void TransformerByProducts::normed(const PlainNorm& norm, const float* x, std::int64_t rows, Operand& into)
{
    const std::int64_t width = norm.width();
    into.reshape(m_numeric, rows, width);
#pragma omp parallel
    {
        std::vector<float> row(static_cast<std::size_t>(width));
#pragma omp for
        for (std::int64_t i = 0; i < rows; ++i) {
            norm(x + i * width, row.data());
            into.putRow(i, row.data());
        }
    }
}

/// x += projection(attention(norm1(x)))
void TransformerByProducts::attend(const PackedBlock& block, float* x, const AttentionShape& shape)
{
    const std::int64_t width = block.norm1.width();
    normed(block.norm1, x, shape.rows(), m_input);
    float* const product = m_product.resize(static_cast<std::size_t>(shape.rows() * block.qkv.out()));
    block.qkv.product(m_input, product);
    m_attention(block.qkv, m_input, product, shape, m_numeric, m_hidden);
    block.projection.product(m_hidden, product);
    shape.keepAnswers(x, width);
#pragma omp parallel for
    for (std::int64_t i = 0; i < shape.answers(); ++i)
        block.projection.addFinishedRow(m_hidden, i, product + i * width, x + i * width);
}

/// x += fc2(activation(fc1(norm2(x))))
void TransformerByProducts::think(const PackedBlock& block, float* x, std::int64_t rows)
{
    const std::int64_t width = block.norm2.width();
    const std::int64_t inner = block.fc1.out();
    normed(block.norm2, x, rows, m_input);
    float* const product = m_product.resize(static_cast<std::size_t>(rows * inner));
    block.fc1.product(m_input, product);
    m_hidden.reshape(m_numeric, rows, inner);
#pragma omp parallel
    {
        std::vector<float> row(static_cast<std::size_t>(inner));
#pragma omp for
        for (std::int64_t i = 0; i < rows; ++i) {
            block.fc1.finishActivatedRow(m_input, i, product + i * inner, block.activation, row.data());
            m_hidden.putRow(i, row.data());
        }
    }
    block.fc2.product(m_hidden, product);
#pragma omp parallel for
    for (std::int64_t i = 0; i < rows; ++i)
        block.fc2.addFinishedRow(m_hidden, i, product + i * width, x + i * width);
}

} // namespace vidimus::inference
