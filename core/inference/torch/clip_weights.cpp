#include "core/inference/torch/clip_weights.h"

#include <ATen/ops/cat.h>

namespace vidimus::inference {

namespace {

bool isOpenClip(const ClipConfig& config)
{
    return config.layout == ClipLayout::OpenClip;
}

Linear fused(const Weights& attention)
{
    const auto joined = [&](const char* part) {
        return at::cat({(attention / "q_proj")(part), (attention / "k_proj")(part), (attention / "v_proj")(part)});
    };
    return {joined("weight"), joined("bias")};
}

TransformerBlock huggingFaceBlock(const ClipTowerConfig& tower, const Weights& layer)
{
    return {LayerNorm(layer / "layer_norm1", tower.layerNormEps),
            fused(layer / "self_attn"),
            Linear(layer / "self_attn" / "out_proj"),
            LayerNorm(layer / "layer_norm2", tower.layerNormEps),
            Linear(layer / "mlp" / "fc1"),
            Linear(layer / "mlp" / "fc2"),
            tower.heads,
            tower.activation};
}

TransformerBlock openClipBlock(const ClipTowerConfig& tower, const Weights& block)
{
    const Weights attention = block / "attn";
    return {LayerNorm(block / "ln_1", tower.layerNormEps),
            Linear(attention("in_proj_weight"), attention("in_proj_bias")),
            Linear(attention / "out_proj"),
            LayerNorm(block / "ln_2", tower.layerNormEps),
            Linear(block / "mlp" / "c_fc"),
            Linear(block / "mlp" / "c_proj"),
            tower.heads,
            tower.activation};
}

template <typename MakeBlock>
Transformer transformerOf(const ClipTowerConfig& tower, const Weights& blocks, MakeBlock makeBlock)
{
    Transformer transformer;
    for (int i = 0; i < tower.layers; ++i)
        transformer.blocks.push_back(makeBlock(tower, blocks / i));
    return transformer;
}

Linear projectionOf(const at::Tensor& weight)
{
    return {weight, {}};
}

} // namespace

ClipVision clipVisionOf(const ClipConfig& config, const Weights& weights)
{
    const ClipTowerConfig& tower = config.vision;
    if (isOpenClip(config)) {
        const Weights visual = weights / "visual";
        return {config.patchSize,
                visual("conv1.weight"),
                visual("class_embedding"),
                visual("positional_embedding"),
                LayerNorm(visual / "ln_pre", tower.layerNormEps),
                transformerOf(tower, visual / "transformer" / "resblocks", openClipBlock),
                LayerNorm(visual / "ln_post", tower.layerNormEps),
                projectionOf(visual("proj").t())};
    }
    const Weights vision = weights / "vision_model";
    return {config.patchSize,
            vision("embeddings.patch_embedding.weight"),
            vision("embeddings.class_embedding"),
            vision("embeddings.position_embedding.weight"),
            LayerNorm(vision / "pre_layrnorm", tower.layerNormEps),
            transformerOf(tower, vision / "encoder" / "layers", huggingFaceBlock),
            LayerNorm(vision / "post_layernorm", tower.layerNormEps),
            projectionOf(weights("visual_projection.weight"))};
}

ClipText clipTextOf(const ClipConfig& config, const Weights& weights)
{
    const ClipTowerConfig& tower = config.text;
    if (isOpenClip(config)) {
        return {weights("token_embedding.weight"),
                weights("positional_embedding"),
                transformerOf(tower, weights / "transformer" / "resblocks", openClipBlock),
                LayerNorm(weights / "ln_final", tower.layerNormEps),
                projectionOf(weights("text_projection").t()),
                config.pooling,
                config.eosId};
    }
    const Weights text = weights / "text_model";
    return {text("embeddings.token_embedding.weight"),
            text("embeddings.position_embedding.weight"),
            transformerOf(tower, text / "encoder" / "layers", huggingFaceBlock),
            LayerNorm(text / "final_layer_norm", tower.layerNormEps),
            projectionOf(weights("text_projection.weight")),
            config.pooling,
            config.eosId};
}

} // namespace vidimus::inference
