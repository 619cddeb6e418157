#pragma once

#include <cstddef>
#include <cstdint>

#include "core/inference/onednn/aligned_buffer.h"
#include "core/inference/onednn/numeric.h"

namespace vidimus::inference {

/// Keys and values of one picture for every layer's cross-attention: [layers][2: keys, values][heads][tokens][d], in
/// fp32 or bf16. Computed once a picture, read for every word.
class PictureMemory {
public:
    PictureMemory(Numeric numeric, std::int64_t layers, std::int64_t tokens, std::int64_t width)
        : m_numeric(numeric), m_tokens(tokens), m_width(width)
    {
        m_values.resize(static_cast<std::size_t>(layers * 2 * tokens * width * bytesOf(numeric)));
    }

    Numeric numeric() const { return m_numeric; }
    std::int64_t tokens() const { return m_tokens; }

    enum Part { Keys, Values };
    /// The d values of token 0 for the head that begins at column `column` of the layer's width; token t follows t * d
    /// values later.
    std::byte* head(std::int64_t layer, Part part, std::int64_t column)
    {
        return m_values.data() + offset(layer, part, column);
    }
    const std::byte* head(std::int64_t layer, Part part, std::int64_t column) const
    {
        return m_values.data() + offset(layer, part, column);
    }

private:
    std::int64_t offset(std::int64_t layer, Part part, std::int64_t column) const
    {
        return ((layer * 2 + part) * m_width + column) * m_tokens * bytesOf(m_numeric);
    }

    Numeric m_numeric;
    std::int64_t m_tokens;
    std::int64_t m_width; ///< heads * d
    AlignedBuffer<std::byte> m_values;
};

} // namespace vidimus::inference
