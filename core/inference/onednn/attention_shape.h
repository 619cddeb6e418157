#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace vidimus::inference {

struct AttentionShape {
    std::int64_t sequences = 1; ///< pictures, or texts
    std::int64_t length = 1;    ///< tokens of each
    int heads = 1;
    bool causal = false;
    /// Only each sequence's first token is asked for: the last block leaves these as the first rows, and computes no more.
    bool firstOnly = false;

    std::int64_t rows() const { return sequences * length; }
    /// Tokens of a sequence, and of all, that are asked for.
    std::int64_t asked() const { return firstOnly ? 1 : length; }
    std::int64_t answers() const { return sequences * asked(); }
    /// That of block `index` of `blocks`: all but the last are asked for all tokens.
    AttentionShape ofBlock(std::size_t index, std::size_t blocks) const
    {
        AttentionShape shape = *this;
        shape.firstOnly = firstOnly && index + 1 == blocks;
        return shape;
    }
    /// x [rows(), width] -> what is asked for as its first rows.
    void keepAnswers(float* x, std::int64_t width) const
    {
        for (std::int64_t i = 1; i < sequences && asked() < length; ++i)
            std::copy_n(x + i * length * width, width, x + i * width);
    }
};

} // namespace vidimus::inference
