#include "core/inference/onednn/attention_shares.h"

#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

float sharesOfValues(Numeric numeric, float* scores, const ScoreScales& scales, float scale, std::int64_t seen,
                     std::int64_t length, std::byte* shares)
{
    if (besideEightBits(numeric) == Numeric::Fp32)
        return rows::exponentials(scores, scale, seen, length, reinterpret_cast<float*>(shares));
    auto* const halves = reinterpret_cast<std::uint16_t*>(shares);
    if (hasEightBits(numericOfScores(numeric)))
        return rows::exponentials(scores, scales.ofKeys, scale * scales.ofQuery, seen, length, halves);
    return rows::exponentials(scores, scale, seen, length, halves);
}

} // namespace vidimus::inference
