#include "core/inference/onednn/packed_transformer.h"

namespace vidimus::inference {

Result<void> PackedTransformer::operator()(float* x, AttentionShape shape, const StepGate& gate)
{
    if (m_blocks.empty())
        return {};
    shape.heads = m_blocks.front().heads;
    if (TransformerByRows::suits(shape.rows()))
        return m_byRows(m_blocks, m_numeric, x, shape, gate);
    return m_byProducts(m_blocks, m_numeric, x, shape, gate);
}

} // namespace vidimus::inference
