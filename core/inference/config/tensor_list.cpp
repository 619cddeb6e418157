#include "core/inference/config/tensor_list.h"

#include <limits>

namespace vidimus::inference {

namespace {

/// Collects specs under a prefix.
class Specs {
public:
    Specs(std::vector<TensorSpec>& list, std::string prefix) : m_list(list), m_prefix(std::move(prefix)) {}

    void add(const std::string& name, Shape shape) { m_list.push_back({m_prefix + name, std::move(shape)}); }

    /// y = W x + b, or a LayerNorm where there is no `in`.
    void linear(const std::string& name, std::int64_t out, std::int64_t in)
    {
        add(name + ".weight", {out, in});
        add(name + ".bias", {out});
    }
    void norm(const std::string& name, std::int64_t size)
    {
        add(name + ".weight", {size});
        add(name + ".bias", {size});
    }

private:
    std::vector<TensorSpec>& m_list;
    std::string m_prefix;
};

void bertAttention(Specs specs, std::int64_t width, std::int64_t readWidth)
{
    specs.linear("self.query", width, width);
    specs.linear("self.key", width, readWidth);
    specs.linear("self.value", width, readWidth);
    specs.linear("output.dense", width, width);
    specs.norm("output.LayerNorm", width);
}

void huggingFaceTower(std::vector<TensorSpec>& list, const std::string& prefix, const ClipTowerConfig& tower)
{
    for (int i = 0; i < tower.layers; ++i) {
        Specs layer(list, prefix + "encoder.layers." + std::to_string(i) + ".");
        for (const char* name : {"self_attn.k_proj", "self_attn.v_proj", "self_attn.q_proj", "self_attn.out_proj"})
            layer.linear(name, tower.hiddenSize, tower.hiddenSize);
        layer.norm("layer_norm1", tower.hiddenSize);
        layer.linear("mlp.fc1", tower.intermediateSize, tower.hiddenSize);
        layer.linear("mlp.fc2", tower.hiddenSize, tower.intermediateSize);
        layer.norm("layer_norm2", tower.hiddenSize);
    }
}

void openClipTower(std::vector<TensorSpec>& list, const std::string& prefix, const ClipTowerConfig& tower)
{
    const std::int64_t width = tower.hiddenSize;
    for (int i = 0; i < tower.layers; ++i) {
        Specs block(list, prefix + "transformer.resblocks." + std::to_string(i) + ".");
        block.norm("ln_1", width);
        block.add("attn.in_proj_weight", {3 * width, width});
        block.add("attn.in_proj_bias", {3 * width});
        block.linear("attn.out_proj", width, width);
        block.norm("ln_2", width);
        block.linear("mlp.c_fc", tower.intermediateSize, width);
        block.linear("mlp.c_proj", width, tower.intermediateSize);
    }
}

TensorList huggingFaceClip(const ClipConfig& config)
{
    TensorList list;
    const std::int64_t textWidth = config.text.hiddenSize;
    const std::int64_t visionWidth = config.vision.hiddenSize;
    Specs top(list.required, "");
    top.add("logit_scale", {});
    Specs text(list.required, "text_model.");
    text.add("embeddings.token_embedding.weight", {config.vocabSize, textWidth});
    text.add("embeddings.position_embedding.weight", {config.contextLength, textWidth});
    huggingFaceTower(list.required, "text_model.", config.text);
    text.norm("final_layer_norm", textWidth);
    Specs vision(list.required, "vision_model.");
    vision.add("embeddings.class_embedding", {visionWidth});
    vision.add("embeddings.patch_embedding.weight", {visionWidth, 3, config.patchSize, config.patchSize});
    vision.add("embeddings.position_embedding.weight", {config.imageTokens(), visionWidth});
    vision.norm("pre_layrnorm", visionWidth); // the original's spelling
    huggingFaceTower(list.required, "vision_model.", config.vision);
    vision.norm("post_layernorm", visionWidth);
    top.add("visual_projection.weight", {config.projectionDim, visionWidth});
    top.add("text_projection.weight", {config.projectionDim, textWidth});
    list.harmless = {"text_model.embeddings.position_ids", "vision_model.embeddings.position_ids"};
    return list;
}

TensorList openClip(const ClipConfig& config)
{
    TensorList list;
    const std::int64_t textWidth = config.text.hiddenSize;
    const std::int64_t visionWidth = config.vision.hiddenSize;
    Specs text(list.required, "");
    text.add("positional_embedding", {config.contextLength, textWidth});
    text.add("text_projection", {textWidth, config.projectionDim});
    text.add("logit_scale", {});
    Specs vision(list.required, "visual.");
    vision.add("class_embedding", {visionWidth});
    vision.add("positional_embedding", {config.imageTokens(), visionWidth});
    vision.add("proj", {visionWidth, config.projectionDim});
    vision.add("conv1.weight", {visionWidth, 3, config.patchSize, config.patchSize});
    vision.norm("ln_pre", visionWidth);
    openClipTower(list.required, "visual.", config.vision);
    vision.norm("ln_post", visionWidth);
    openClipTower(list.required, "", config.text);
    text.add("token_embedding.weight", {config.vocabSize, textWidth});
    text.norm("ln_final", textWidth);
    // The mask is made, not learnt; the other three are sizes that the first CLIP files carry.
    list.harmless = {"attn_mask", "input_resolution", "context_length", "vocab_size"};
    return list;
}

} // namespace

std::optional<std::uint64_t> parameterCount(const TensorList& list)
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t total = 0;
    for (const TensorSpec& spec : list.required) {
        std::uint64_t product = 1;
        for (const std::int64_t size : spec.shape) {
            const auto factor = static_cast<std::uint64_t>(size);
            if (factor != 0 && product > kMost / factor)
                return std::nullopt;
            product *= factor;
        }
        if (product > kMost - total)
            return std::nullopt;
        total += product;
    }
    return total;
}

TensorList blipTensors(const BlipConfig& config)
{
    TensorList list;
    const std::int64_t visionWidth = config.vision.hiddenSize;
    Specs vision(list.required, "vision_model.");
    vision.add("embeddings.class_embedding", {1, 1, visionWidth});
    vision.add("embeddings.position_embedding", {1, config.vision.tokens(), visionWidth});
    vision.add("embeddings.patch_embedding.weight", {visionWidth, 3, config.vision.patchSize, config.vision.patchSize});
    vision.add("embeddings.patch_embedding.bias", {visionWidth});
    for (int i = 0; i < config.vision.layers; ++i) {
        Specs layer(list.required, "vision_model.encoder.layers." + std::to_string(i) + ".");
        layer.linear("self_attn.qkv", 3 * visionWidth, visionWidth);
        layer.linear("self_attn.projection", visionWidth, visionWidth);
        layer.norm("layer_norm1", visionWidth);
        layer.linear("mlp.fc1", config.vision.intermediateSize, visionWidth);
        layer.linear("mlp.fc2", visionWidth, config.vision.intermediateSize);
        layer.norm("layer_norm2", visionWidth);
    }
    vision.norm("post_layernorm", visionWidth);

    const std::int64_t width = config.text.hiddenSize;
    const std::int64_t vocabulary = config.text.vocabSize;
    Specs bert(list.required, "text_decoder.bert.");
    bert.add("embeddings.word_embeddings.weight", {vocabulary, width});
    bert.add("embeddings.position_embeddings.weight", {config.text.maxPositions, width});
    bert.norm("embeddings.LayerNorm", width);
    for (int i = 0; i < config.text.layers; ++i) {
        const std::string prefix = "text_decoder.bert.encoder.layer." + std::to_string(i) + ".";
        bertAttention(Specs(list.required, prefix + "attention."), width, width);
        bertAttention(Specs(list.required, prefix + "crossattention."), width, visionWidth);
        Specs layer(list.required, prefix);
        layer.linear("intermediate.dense", config.text.intermediateSize, width);
        layer.linear("output.dense", width, config.text.intermediateSize);
        layer.norm("output.LayerNorm", width);
    }
    Specs head(list.required, "text_decoder.cls.predictions.");
    head.add("bias", {vocabulary});
    head.linear("transform.dense", width, width);
    head.norm("transform.LayerNorm", width);

    const std::string decoder = "text_decoder.cls.predictions.decoder.";
    (config.text.tieWordEmbeddings ? list.tied : list.required).push_back({decoder + "weight", {vocabulary, width}});
    list.tied.push_back({decoder + "bias", {vocabulary}});
    list.harmless = {"text_decoder.bert.embeddings.position_ids"};
    return list;
}

TensorList clipTensors(const ClipConfig& config)
{
    return config.layout == ClipLayout::OpenClip ? openClip(config) : huggingFaceClip(config);
}

} // namespace vidimus::inference
