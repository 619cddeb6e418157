#include "core/inference/onednn/packed_blip_vision.h"

namespace vidimus::inference {

namespace {

PatchEmbedding embeddingOf(const BlipVisionConfig& config, const PlainWeights& weights)
{
    const PlainWeights patch = weights / "patch_embedding";
    return {weights,
            {patch.values("weight"), patch.values("bias"), weights.values("class_embedding"),
             weights.values("position_embedding")},
            config.imageSize,
            config.patchSize};
}

} // namespace

PackedBlipVision::PackedBlipVision(const BlipVisionConfig& config, const PlainWeights& weights, DnnlProducts& products,
                                   Numeric numeric)
    : m_embedding(embeddingOf(config, (weights / "embeddings").in(besideEightBits(numeric))))
    , m_encoder(products, numeric)
    , m_postNorm((weights / "post_layernorm").norm(config.layerNormEps))
    , m_embeddingNumeric(besideEightBits(numeric))
{
    for (int i = 0; i < config.layers; ++i) {
        const PlainWeights layer = weights / "encoder" / "layers" / i;
        m_encoder.add({(layer / "layer_norm1").norm(config.layerNormEps), (layer / "self_attn" / "qkv").linear(),
                       (layer / "self_attn" / "projection").linear(), (layer / "layer_norm2").norm(config.layerNormEps),
                       (layer / "mlp" / "fc1").linear(), (layer / "mlp" / "fc2").linear(), config.heads,
                       config.activation});
    }
}

Result<void> PackedBlipVision::operator()(std::span<const float> pixels, float* states, const StepGate& gate)
{
    m_embedding(pixels, 1, m_embeddingNumeric, states);
    AttentionShape shape;
    shape.length = tokens();
    if (auto done = m_encoder(states, shape, gate); !done)
        return done;
#pragma omp parallel for
    for (std::int64_t i = 0; i < tokens(); ++i)
        m_postNorm(states + i * width(), states + i * width());
    return {};
}

} // namespace vidimus::inference
