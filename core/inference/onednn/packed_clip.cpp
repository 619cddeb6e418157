#include "core/inference/onednn/packed_clip.h"

#include <algorithm>

#include "core/inference/onednn/packed_clip_weights.h"
#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

namespace {

/// The first layer reads pixels and the last one makes the vector: eight bits are left to the layers between.
PackedClipWeights partsOf(const ClipConfig& config, const PlainWeights& weights, Numeric numeric)
{
    return {config, weights, weights.in(besideEightBits(numeric))};
}

/// pooled [count, in] -> features [count, out]
void project(const PackedLinear& projection, Numeric numeric, const std::vector<float>& pooled, std::int64_t count,
             float* features)
{
    Operand input;
    input.reshape(numeric, count, projection.in());
    for (std::int64_t i = 0; i < count; ++i)
        input.putRow(i, pooled.data() + i * projection.in());
    projection.product(input, features);
    for (std::int64_t i = 0; i < count; ++i)
        projection.finishRow(input, i, features + i * projection.out(), features + i * projection.out());
}

} // namespace

PackedClipVision::PackedClipVision(const ClipConfig& config, const PlainWeights& weights, DnnlProducts& products,
                                   Numeric numeric)
    : m_embedding(partsOf(config, weights, numeric).patchEmbedding())
    , m_preNorm(partsOf(config, weights, numeric).preNorm())
    , m_encoder(products, numeric)
    , m_postNorm(partsOf(config, weights, numeric).postNorm())
    , m_projection(partsOf(config, weights, numeric).visionProjection())
    , m_numeric(besideEightBits(numeric))
{
    partsOf(config, weights, numeric).addVisionBlocks(m_encoder);
}

Result<void> PackedClipVision::operator()(std::span<const float> pixels, std::int64_t pictures, float* features,
                                          const StepGate& gate)
{
    const std::int64_t width = m_embedding.width();
    AttentionShape shape;
    shape.sequences = pictures;
    shape.length = m_embedding.tokens();
    shape.firstOnly = true; // the class token's
    float* const x = m_x.resize(static_cast<std::size_t>(shape.rows() * width));
    m_embedding(pixels, pictures, m_numeric, x);
#pragma omp parallel for
    for (std::int64_t i = 0; i < shape.rows(); ++i)
        m_preNorm(x + i * width, x + i * width);
    if (auto done = m_encoder(x, shape, gate); !done)
        return done;
    std::vector<float> pooled(static_cast<std::size_t>(pictures * width));
    for (std::int64_t i = 0; i < pictures; ++i)
        m_postNorm(x + i * width, pooled.data() + i * width);
    project(m_projection, m_numeric, pooled, pictures, features);
    return {};
}

PackedClipText::PackedClipText(const ClipConfig& config, const PlainWeights& weights, DnnlProducts& products,
                               Numeric numeric)
    : m_tokens(partsOf(config, weights, numeric).tokenEmbedding())
    , m_positions(partsOf(config, weights, numeric).textPositions())
    , m_encoder(products, numeric)
    , m_finalNorm(partsOf(config, weights, numeric).finalNorm())
    , m_projection(partsOf(config, weights, numeric).textProjection())
    , m_pooling(config.pooling)
    , m_eosId(config.eosId)
    , m_numeric(besideEightBits(numeric))
{
    partsOf(config, weights, numeric).addTextBlocks(m_encoder);
}

std::int64_t PackedClipText::pooledPosition(std::span<const int> ids) const
{
    if (m_pooling == TextPooling::LargestId)
        return std::max_element(ids.begin(), ids.end()) - ids.begin();
    const auto end = std::find(ids.begin(), ids.end(), m_eosId);
    return end == ids.end() ? 0 : end - ids.begin();
}

Result<void> PackedClipText::operator()(std::span<const int> ids, std::int64_t texts, float* features,
                                        const StepGate& gate)
{
    const std::int64_t width = m_finalNorm.width();
    AttentionShape shape;
    shape.sequences = texts;
    shape.length = static_cast<std::int64_t>(ids.size()) / texts;
    shape.causal = true;
    float* const x = m_x.resize(static_cast<std::size_t>(shape.rows() * width));
    for (std::int64_t i = 0; i < shape.rows(); ++i) {
        std::copy_n(m_tokens.data() + ids[static_cast<std::size_t>(i)] * width, width, x + i * width);
        rows::addTimes(1.f, m_positions.data() + i % shape.length * width, x + i * width, width);
    }
    if (auto done = m_encoder(x, shape, gate); !done)
        return done;
    std::vector<float> pooled(static_cast<std::size_t>(texts * width));
    for (std::int64_t i = 0; i < texts; ++i) {
        const auto text =
            ids.subspan(static_cast<std::size_t>(i * shape.length), static_cast<std::size_t>(shape.length));
        m_finalNorm(x + (i * shape.length + pooledPosition(text)) * width, pooled.data() + i * width);
    }
    project(m_projection, m_numeric, pooled, texts, features);
    return {};
}

} // namespace vidimus::inference
