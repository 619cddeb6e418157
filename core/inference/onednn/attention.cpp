#include "core/inference/onednn/attention.h"

#include <cmath>
#include <vector>

#include "core/inference/onednn/attention_shares.h"
#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

void SelfAttention::operator()(const PackedLinear& qkv, const Operand& x, const float* product,
                               const AttentionShape& shape, Numeric numeric, Operand& mixed)
{
    const Numeric inner = besideEightBits(numeric);
    const Numeric looking = numericOfScores(numeric);
    const std::int64_t width = qkv.out() / 3;
    const std::int64_t d = width / shape.heads;
    const std::int64_t length = shape.length;
    const std::int64_t batch = shape.sequences * shape.heads;
    const std::int64_t size = bytesOf(inner);
    const std::int64_t part = shape.rows() * width * size; // bytes of all queries, keys or values
    std::byte* const parts = m_parts.resize(static_cast<std::size_t>(3 * part));
    float* const scales = m_scales.resize(static_cast<std::size_t>(3 * batch * length));
    const float* const keyScales = scales + batch * length;

#pragma omp parallel
    {
        std::vector<float> finished(static_cast<std::size_t>(3 * width));
#pragma omp for
        for (std::int64_t row = 0; row < shape.rows(); ++row) {
            qkv.finishRow(x, row, product + row * 3 * width, finished.data());
            const std::int64_t sequence = row / length;
            const std::int64_t position = row % length;
            for (std::int64_t i = 0; i < 3; ++i) {
                const Numeric kept = i == 2 ? inner : looking;
                const std::int64_t bytes = d * bytesOf(kept);
                const std::int64_t token = sequence * shape.heads * length + position; // of the first head
                putParts(kept, finished.data() + i * width, shape.heads, d, parts + i * part + token * bytes,
                         length * bytes, scales + i * batch * length + token, length);
            }
        }
    }

    float* const scores = m_scores.resize(static_cast<std::size_t>(batch * length * length));
    m_products.multiplyBatch(looking, parts, parts + part, true, scores, batch, length, length, d);

    const float scale = 1.f / std::sqrt(static_cast<float>(d));
    std::byte* const probabilities = m_probabilities.resize(static_cast<std::size_t>(batch * length * length * size));
    float* const sums = m_sums.resize(static_cast<std::size_t>(batch * length));
#pragma omp parallel for
    for (std::int64_t i = 0; i < batch * length; ++i) {
        const std::int64_t seen = shape.causal ? i % length + 1 : length;
        sums[i] = sharesOfValues(numeric, scores + i * length, {scales[i], keyScales + i / length * length}, scale,
                                 seen, length, probabilities + i * length * size);
    }

    float* const out = m_mixed.resize(static_cast<std::size_t>(shape.rows() * width));
    m_products.multiplyBatch(inner, probabilities, parts + 2 * part, false, out, batch, length, d, length);

    mixed.reshape(numeric, shape.answers(), width);
#pragma omp parallel
    {
        std::vector<float> row(static_cast<std::size_t>(width));
#pragma omp for
        for (std::int64_t i = 0; i < shape.answers(); ++i) {
            const std::int64_t sequence = i / shape.asked();
            const std::int64_t position = i % shape.asked();
            for (std::int64_t head = 0; head < shape.heads; ++head) {
                const std::int64_t query = (sequence * shape.heads + head) * length + position;
                rows::times(1.f / sums[query], out + query * d, row.data() + head * d, d);
            }
            mixed.putRow(i, row.data());
        }
    }
}

} // namespace vidimus::inference
