#include "core/inference/onednn/picture_memory.h"

#include <algorithm>
#include <cmath>

#include "core/inference/onednn/operand.h"
#include "core/inference/onednn/row_kernels.h"
#include "core/inference/onednn/vector_math.h"

namespace vidimus::inference {

namespace {

/// from[i] -> column of `into` [n, stride], each value as `made` makes it.
template <typename Value, typename Make>
void putColumn(const float* from, std::int64_t n, std::byte* into, std::int64_t stride, std::int64_t column, Make made)
{
    Value* const values = reinterpret_cast<Value*>(into) + column;
    for (std::int64_t i = 0; i < n; ++i)
        values[i * stride] = made(from[i]);
}

} // namespace

void PictureMemory::putKey(std::int64_t layer, std::int64_t head, std::int64_t token, const float* from)
{
    const auto& [numeric, layers, heads, tokens, d] = m_shape;
    const std::int64_t first = token / kTokensOfBlock * kTokensOfBlock;
    const std::int64_t stride = std::min(kTokensOfBlock, tokens - first);
    std::byte* const into = place(layer, Keys, head) + first * d * bytesOf(numeric);
    if (numeric == Numeric::Fp32) {
        putColumn<float>(from, d, into, stride, token - first, [](float value) { return value; });
    } else if (numeric == Numeric::Bf16) {
        putColumn<std::uint16_t>(from, d, into, stride, token - first, [](float value) { return bf16Of(value); });
    } else {
        float largest = 0;
        for (std::int64_t i = 0; i < d; ++i)
            largest = std::max(largest, std::fabs(from[i]));
        const float inverse = largest > 0 ? 127.f / largest : 0.f;
        m_scales.data()[row(layer, Keys, head) + token] = largest / 127.f;
        putColumn<std::int8_t>(from, d, into, stride, token - first, [inverse](float value) {
            return static_cast<std::int8_t>(static_cast<std::int32_t>(rounded(value * inverse)));
        });
    }
}

void PictureMemory::putValue(std::int64_t layer, std::int64_t head, std::int64_t token, const float* from)
{
    const std::int64_t d = m_shape.d;
    std::byte* const into = place(layer, Values, head) + token * d * bytesOf(m_shape.numeric);
    if (hasEightBits(m_shape.numeric))
        m_scales.data()[row(layer, Values, head) + token] = rows::toInt8(from, reinterpret_cast<std::int8_t*>(into), d);
    else
        putValues(m_shape.numeric, from, into, d);
}

} // namespace vidimus::inference
