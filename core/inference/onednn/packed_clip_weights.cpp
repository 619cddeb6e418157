#include "core/inference/onednn/packed_clip_weights.h"

namespace vidimus::inference {

namespace {

PackedBlock openClipBlock(const ClipTowerConfig& tower, const PlainWeights& block)
{
    const PlainWeights attention = block / "attn";
    return {(block / "ln_1").norm(tower.layerNormEps),
            attention.packed(attention.values("in_proj_weight"), attention.values("in_proj_bias"),
                             3 * std::int64_t(tower.hiddenSize)),
            (attention / "out_proj").linear(),
            (block / "ln_2").norm(tower.layerNormEps),
            (block / "mlp" / "c_fc").linear(),
            (block / "mlp" / "c_proj").linear(),
            tower.heads,
            tower.activation};
}

PackedBlock huggingFaceBlock(const ClipTowerConfig& tower, const PlainWeights& layer)
{
    return {(layer / "layer_norm1").norm(tower.layerNormEps),
            (layer / "self_attn").fused({"q_proj", "k_proj", "v_proj"}),
            (layer / "self_attn" / "out_proj").linear(),
            (layer / "layer_norm2").norm(tower.layerNormEps),
            (layer / "mlp" / "fc1").linear(),
            (layer / "mlp" / "fc2").linear(),
            tower.heads,
            tower.activation};
}

} // namespace

void PackedClipWeights::addBlocks(const ClipTowerConfig& tower, const PlainWeights& blocks,
                                  PackedTransformer& encoder) const
{
    for (int i = 0; i < tower.layers; ++i)
        encoder.add(openClip() ? openClipBlock(tower, blocks / i) : huggingFaceBlock(tower, blocks / i));
}

PackedLinear PackedClipWeights::transposed(const std::vector<float>& weight, std::int64_t out) const
{
    const std::int64_t in = static_cast<std::int64_t>(weight.size()) / out;
    std::vector<float> turned(weight.size());
    for (std::int64_t i = 0; i < in; ++i)
        for (std::int64_t o = 0; o < out; ++o)
            turned[static_cast<std::size_t>(o * in + i)] = weight[static_cast<std::size_t>(i * out + o)];
    return ends.packed(turned, {}, out);
}

PatchEmbedding PackedClipWeights::patchEmbedding() const
{
    if (openClip()) {
        const PlainWeights visual = ends / "visual";
        return {visual,
                {visual.values("conv1.weight"),
                 {},
                 visual.values("class_embedding"),
                 visual.values("positional_embedding")},
                config.imageSize,
                config.patchSize};
    }
    const PlainWeights embeddings = ends / "vision_model" / "embeddings";
    return {embeddings,
            {embeddings.values("patch_embedding.weight"),
             {},
             embeddings.values("class_embedding"),
             embeddings.values("position_embedding.weight")},
            config.imageSize,
            config.patchSize};
}

PlainNorm PackedClipWeights::preNorm() const
{
    const PlainWeights norm = openClip() ? weights / "visual" / "ln_pre" : weights / "vision_model" / "pre_layrnorm";
    return norm.norm(config.vision.layerNormEps);
}

PlainNorm PackedClipWeights::postNorm() const
{
    const PlainWeights norm = openClip() ? weights / "visual" / "ln_post" : weights / "vision_model" / "post_layernorm";
    return norm.norm(config.vision.layerNormEps);
}

PackedLinear PackedClipWeights::visionProjection() const
{
    return openClip() ? transposed(weights.values("visual.proj"), config.projectionDim)
                      : (ends / "visual_projection").linear();
}

void PackedClipWeights::addVisionBlocks(PackedTransformer& encoder) const
{
    addBlocks(config.vision,
              openClip() ? weights / "visual" / "transformer" / "resblocks"
                         : weights / "vision_model" / "encoder" / "layers",
              encoder);
}

std::vector<float> PackedClipWeights::tokenEmbedding() const
{
    return weights.values(openClip() ? "token_embedding.weight" : "text_model.embeddings.token_embedding.weight");
}

std::vector<float> PackedClipWeights::textPositions() const
{
    return weights.values(openClip() ? "positional_embedding" : "text_model.embeddings.position_embedding.weight");
}

PlainNorm PackedClipWeights::finalNorm() const
{
    const PlainWeights norm = openClip() ? weights / "ln_final" : weights / "text_model" / "final_layer_norm";
    return norm.norm(config.text.layerNormEps);
}

PackedLinear PackedClipWeights::textProjection() const
{
    return openClip() ? transposed(weights.values("text_projection"), config.projectionDim)
                      : (ends / "text_projection").linear();
}

void PackedClipWeights::addTextBlocks(PackedTransformer& encoder) const
{
    addBlocks(config.text,
              openClip() ? weights / "transformer" / "resblocks" : weights / "text_model" / "encoder" / "layers",
              encoder);
}

} // namespace vidimus::inference
