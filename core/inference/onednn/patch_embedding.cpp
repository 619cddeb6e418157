#include "core/inference/onednn/patch_embedding.h"

#include <cstring>
#include <utility>

#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

PatchEmbedding::PatchEmbedding(const PlainWeights& weights, Parts parts, int imageSize, int patchSize)
    : m_linear(weights.packed(parts.weight, parts.bias, static_cast<std::int64_t>(parts.cls.size())))
    , m_cls(std::move(parts.cls))
    , m_position(std::move(parts.position))
    , m_size(imageSize)
    , m_patch(patchSize)
    , m_grid(imageSize / patchSize)
{}

/// In the order of the weights: [3, patch, patch].
void PatchEmbedding::gatherPatch(const float* picture, std::int64_t row, std::int64_t column, float* patch) const
{
    for (std::int64_t channel = 0; channel < 3; ++channel)
        for (std::int64_t y = 0; y < m_patch; ++y, patch += m_patch)
            std::memcpy(patch, picture + (channel * m_size + row * m_patch + y) * m_size + column * m_patch,
                        static_cast<std::size_t>(m_patch) * sizeof(float));
}

void PatchEmbedding::operator()(std::span<const float> pixels, std::int64_t pictures, Numeric numeric, float* x)
{
    const std::int64_t patches = m_grid * m_grid;
    m_patches.reshape(numeric, pictures * patches, m_linear.in());
#pragma omp parallel
    {
        std::vector<float> patch(static_cast<std::size_t>(m_linear.in()));
#pragma omp for
        for (std::int64_t i = 0; i < pictures * patches; ++i) {
            const std::int64_t place = i % patches;
            gatherPatch(pixels.data() + i / patches * 3 * m_size * m_size, place / m_grid, place % m_grid,
                        patch.data());
            m_patches.putRow(i, patch.data());
        }
    }
    float* const product = m_product.resize(static_cast<std::size_t>(pictures * patches * width()));
    m_linear.product(m_patches, product);
#pragma omp parallel for
    for (std::int64_t i = 0; i < pictures * tokens(); ++i) {
        const std::int64_t picture = i / tokens();
        const std::int64_t token = i % tokens();
        float* const out = x + i * width();
        if (token == 0) {
            std::memcpy(out, m_cls.data(), m_cls.size() * sizeof(float));
        } else {
            const std::int64_t row = picture * patches + token - 1;
            m_linear.finishRow(m_patches, row, product + row * width(), out);
        }
        rows::addTimes(1.f, m_position.data() + token * width(), out, width());
    }
}

} // namespace vidimus::inference
