#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/inference/onednn/aligned_buffer.h"
#include "core/inference/onednn/numeric.h"

namespace vidimus::inference {

/// Keys and values of one picture for every layer's cross-attention, in fp32, bf16 or int8; in int8 each d values have a
/// scale of their own. Computed once a picture and read for every word, so they lie as they are read: values as
/// [layers][heads][tokens][d], keys as [layers][heads][blocks of tokens][d][tokens of the block], which leaves a query's
/// scores without a sum across a vector.
class PictureMemory {
public:
    struct Shape {
        Numeric numeric = Numeric::Fp32;
        std::int64_t layers = 0;
        std::int64_t heads = 0;
        std::int64_t tokens = 0;
        std::int64_t d = 0;

        friend bool operator==(const Shape&, const Shape&) = default;
    };

    explicit PictureMemory(const Shape& shape) : m_shape(shape)
    {
        const auto rows = static_cast<std::size_t>(shape.layers * 2 * shape.heads * shape.tokens);
        m_values.resize(rows * static_cast<std::size_t>(shape.d * bytesOf(shape.numeric)));
        if (hasEightBits(shape.numeric))
            m_scales.resize(rows);
    }

    const Shape& shape() const { return m_shape; }

    /// Of keys; the last block has what is left.
    static constexpr std::int64_t kTokensOfBlock = 64;

    enum Part { Keys, Values };
    /// What a head has of them.
    const std::byte* values(std::int64_t layer, Part part, std::int64_t head) const
    {
        return m_values.data() + row(layer, part, head) * m_shape.d * bytesOf(m_shape.numeric);
    }
    /// [tokens], in eight bits alone: what a token's values are multiplied with.
    const float* scales(std::int64_t layer, Part part, std::int64_t head) const
    {
        return m_scales.data() + row(layer, part, head);
    }

    /// What a head has of the tokens from `token` on, from rows of d values. Thread: any number, on different tokens.
    void putKeys(std::int64_t layer, std::int64_t head, std::int64_t token, std::span<const float> from);
    void putValues(std::int64_t layer, std::int64_t head, std::int64_t token, std::span<const float> from);

private:
    /// Rounded, one row of d values after the other; scales are kept.
    void putRows(Part part, std::int64_t layer, std::int64_t head, std::int64_t token, std::span<const float> from,
                 std::byte* into);
    std::byte* place(std::int64_t layer, Part part, std::int64_t head)
    {
        return m_values.data() + row(layer, part, head) * m_shape.d * bytesOf(m_shape.numeric);
    }
    std::int64_t row(std::int64_t layer, Part part, std::int64_t head) const
    {
        return ((layer * 2 + part) * m_shape.heads + head) * m_shape.tokens;
    }

    Shape m_shape;
    AlignedBuffer<std::byte> m_values;
    AlignedBuffer<float> m_scales;
};

} // namespace vidimus::inference
