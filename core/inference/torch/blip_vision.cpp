#include "core/inference/torch/blip_vision.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/conv2d.h>

namespace vidimus::inference {

namespace {

Transformer encoderOf(const BlipVisionConfig& config, const Weights& weights)
{
    Transformer encoder;
    for (int i = 0; i < config.layers; ++i) {
        const Weights layer = weights / "layers" / i;
        encoder.blocks.push_back({LayerNorm(layer / "layer_norm1", config.layerNormEps),
                                  Linear(layer / "self_attn" / "qkv"), Linear(layer / "self_attn" / "projection"),
                                  LayerNorm(layer / "layer_norm2", config.layerNormEps), Linear(layer / "mlp" / "fc1"),
                                  Linear(layer / "mlp" / "fc2"), config.heads, config.activation});
    }
    return encoder;
}

} // namespace

BlipVision::BlipVision(const BlipVisionConfig& config, const Weights& weights)
    : patchSize(config.patchSize)
    , classEmbedding(weights("embeddings.class_embedding"))
    , positionEmbedding(weights("embeddings.position_embedding"))
    , patchEmbedding(weights / "embeddings" / "patch_embedding")
    , encoder(encoderOf(config, weights / "encoder"))
    , postLayernorm(weights / "post_layernorm", config.layerNormEps)
{}

Result<at::Tensor> BlipVision::operator()(const at::Tensor& pixels, const std::stop_token& stop,
                                          HiddenStates* trace) const
{
    const at::Tensor patches =
        at::conv2d(pixels, patchEmbedding.weight, patchEmbedding.bias, patchSize); // [N, width, g, g]
    const at::Tensor tokens = patches.flatten(2).transpose(1, 2);                  // [N, g * g, width]
    const at::Tensor cls = classEmbedding.expand({pixels.size(0), 1, -1});
    const at::Tensor embedded = at::cat({cls, tokens}, 1) + positionEmbedding;
    return encoder(embedded, {}, stop, trace).map([this](const at::Tensor& x) { return postLayernorm(x); });
}

} // namespace vidimus::inference
