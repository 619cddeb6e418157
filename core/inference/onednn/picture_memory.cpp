#include "core/inference/onednn/picture_memory.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/inference/onednn/operand.h"

namespace vidimus::inference {

namespace {

/// They meet queries in fp32, not in a product of bytes: none is raised.
Numeric keptAs(Numeric numeric)
{
    return hasEightBits(numeric) ? Numeric::Int8 : numeric;
}

/// from [tokens, d] -> the columns of `into` [d, stride] from `column` on.
template <typename Value>
void putColumns(const std::byte* from, std::int64_t tokens, std::int64_t d, std::byte* into, std::int64_t stride,
                std::int64_t column)
{
    const Value* const values = reinterpret_cast<const Value*>(from);
    Value* const to = reinterpret_cast<Value*>(into) + column;
    for (std::int64_t i = 0; i < d; ++i)
        for (std::int64_t t = 0; t < tokens; ++t)
            to[i * stride + t] = values[t * d + i];
}

} // namespace

void PictureMemory::putKeys(std::int64_t layer, std::int64_t head, std::int64_t token, std::span<const float> from)
{
    const auto& [numeric, layers, heads, tokens, d] = m_shape;
    const std::int64_t size = bytesOf(numeric);
    const std::int64_t end = token + std::ssize(from) / d;
    std::vector<std::byte> keys(from.size() * static_cast<std::size_t>(size));
    putRows(Keys, layer, head, token, from, keys.data());
    const std::byte* next = keys.data();
    while (token < end) {
        const std::int64_t first = token / kTokensOfBlock * kTokensOfBlock;
        const std::int64_t stride = std::min(kTokensOfBlock, tokens - first);
        const std::int64_t count = std::min(first + stride, end) - token;
        std::byte* const into = place(layer, Keys, head) + first * d * size;
        if (size == 4)
            putColumns<float>(next, count, d, into, stride, token - first);
        else if (size == 2)
            putColumns<std::uint16_t>(next, count, d, into, stride, token - first);
        else
            putColumns<std::int8_t>(next, count, d, into, stride, token - first);
        next += count * d * size;
        token += count;
    }
}

void PictureMemory::putValues(std::int64_t layer, std::int64_t head, std::int64_t token, std::span<const float> from)
{
    putRows(Values, layer, head, token, from,
            place(layer, Values, head) + token * m_shape.d * bytesOf(m_shape.numeric));
}

void PictureMemory::putRows(Part part, std::int64_t layer, std::int64_t head, std::int64_t token,
                            std::span<const float> from, std::byte* into)
{
    const std::int64_t d = m_shape.d;
    const Numeric kept = keptAs(m_shape.numeric);
    if (hasEightBits(kept))
        putParts(kept, from.data(), std::ssize(from) / d, d, into, d, m_scales.data() + row(layer, part, head) + token,
                 1);
    else
        inference::putValues(kept, from.data(), into, std::ssize(from));
}

} // namespace vidimus::inference
