#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/inference/onednn/plain_weights.h"

namespace vidimus::inference {

/// The input of a vision transformer: each patch times a matrix, a class token before them, a position added to each.
class PatchEmbedding {
public:
    struct Parts {
        std::vector<float> weight;   ///< [width, 3, patch, patch]
        std::vector<float> bias;     ///< [width]; empty for none
        std::vector<float> cls;      ///< [width]
        std::vector<float> position; ///< [tokens, width]
    };
    PatchEmbedding(const PlainWeights& weights, Parts parts, int imageSize, int patchSize);

    std::int64_t tokens() const { return m_grid * m_grid + 1; }
    std::int64_t width() const { return m_linear.out(); }

    /// pixels [pictures, 3, S, S] -> x [pictures * tokens(), width()]
    void operator()(std::span<const float> pixels, std::int64_t pictures, Numeric numeric, float* x);

private:
    void gatherPatch(const float* picture, std::int64_t row, std::int64_t column, float* patch) const;

    PackedLinear m_linear;
    std::vector<float> m_cls;
    std::vector<float> m_position;
    std::int64_t m_size;
    std::int64_t m_patch;
    std::int64_t m_grid;
    Operand m_patches;
    AlignedBuffer<float> m_product;
};

} // namespace vidimus::inference
