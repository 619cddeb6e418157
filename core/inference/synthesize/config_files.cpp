#include "core/inference/synthesize/config_files.h"

#include <nlohmann/json.hpp>

namespace vidimus::inference {

namespace {

using Json = nlohmann::ordered_json;

Json mean()
{
    return {0.48145466, 0.4578275, 0.40821073};
}

Json deviation()
{
    return {0.26862954, 0.26130258, 0.27577711};
}

std::string written(const Json& json)
{
    return json.dump(2) + "\n";
}

const char* nameOf(Activation activation)
{
    return activation == Activation::Gelu ? "gelu" : "quick_gelu";
}

Json processor(const char* type)
{
    return {{"do_normalize", true},     {"do_rescale", true},   {"do_resize", true},
            {"do_convert_rgb", true},   {"image_mean", mean()}, {"image_processor_type", type},
            {"image_std", deviation()}, {"resample", 3},        {"rescale_factor", 0.00392156862745098}};
}

Json towerOf(const ClipTowerConfig& tower, const char* type, int projectionDim)
{
    return {{"model_type", type},
            {"hidden_size", tower.hiddenSize},
            {"intermediate_size", tower.intermediateSize},
            {"num_hidden_layers", tower.layers},
            {"num_attention_heads", tower.heads},
            {"hidden_act", nameOf(tower.activation)},
            {"layer_norm_eps", tower.layerNormEps},
            {"projection_dim", projectionDim}};
}

TextFiles huggingFaceClip(const ClipConfig& config)
{
    Json text = towerOf(config.text, "clip_text_model", config.projectionDim);
    text["vocab_size"] = config.vocabSize;
    text["max_position_embeddings"] = config.contextLength;
    text["bos_token_id"] = config.vocabSize - 2;
    text["eos_token_id"] = config.pooling == TextPooling::LargestId ? 2 : config.eosId;
    Json vision = towerOf(config.vision, "clip_vision_model", config.projectionDim);
    vision["image_size"] = config.imageSize;
    vision["patch_size"] = config.patchSize;
    const Json model{
        {"architectures", {"CLIPModel"}},   {"model_type", "clip"}, {"projection_dim", config.projectionDim},
        {"logit_scale_init_value", 2.6592}, {"text_config", text},  {"vision_config", vision}};
    Json preprocessor = processor("CLIPImageProcessor");
    preprocessor["do_center_crop"] = true;
    preprocessor["size"] = {{"shortest_edge", config.imageSize}};
    preprocessor["crop_size"] = {{"height", config.imageSize}, {"width", config.imageSize}};
    return {{"config.json", written(model)}, {"preprocessor_config.json", written(preprocessor)}};
}

TextFiles openClip(const ClipConfig& config)
{
    Json model{{"embed_dim", config.projectionDim},
               {"vision_cfg",
                {{"image_size", config.imageSize},
                 {"layers", config.vision.layers},
                 {"width", config.vision.hiddenSize},
                 {"head_width", config.vision.hiddenSize / config.vision.heads},
                 {"patch_size", config.patchSize}}},
               {"text_cfg",
                {{"context_length", config.contextLength},
                 {"vocab_size", config.vocabSize},
                 {"width", config.text.hiddenSize},
                 {"heads", config.text.heads},
                 {"layers", config.text.layers}}}};
    if (config.vision.activation == Activation::QuickGelu)
        model["quick_gelu"] = true;
    const Json whole{{"model_cfg", model}, {"preprocess_cfg", {{"mean", mean()}, {"std", deviation()}}}};
    return {{"open_clip_config.json", written(whole)}};
}

} // namespace

TextFiles configFiles(const BlipConfig& config)
{
    const Json model{{"architectures", {"BlipForConditionalGeneration"}},
                     {"image_text_hidden_size", 256},
                     {"logit_scale_init_value", 2.6592},
                     {"model_type", "blip"},
                     {"projection_dim", 512},
                     {"text_config",
                      {{"model_type", "blip_text_model"},
                       {"vocab_size", config.text.vocabSize},
                       {"hidden_size", config.text.hiddenSize},
                       {"encoder_hidden_size", config.vision.hiddenSize},
                       {"intermediate_size", config.text.intermediateSize},
                       {"num_hidden_layers", config.text.layers},
                       {"num_attention_heads", config.text.heads},
                       {"max_position_embeddings", config.text.maxPositions},
                       {"hidden_act", nameOf(config.text.activation)},
                       {"layer_norm_eps", config.text.layerNormEps},
                       {"bos_token_id", config.text.bosId},
                       {"pad_token_id", config.text.padId},
                       {"sep_token_id", config.text.sepId},
                       {"tie_word_embeddings", config.text.tieWordEmbeddings}}},
                     {"vision_config",
                      {{"model_type", "blip_vision_model"},
                       {"hidden_size", config.vision.hiddenSize},
                       {"intermediate_size", config.vision.intermediateSize},
                       {"num_hidden_layers", config.vision.layers},
                       {"num_attention_heads", config.vision.heads},
                       {"image_size", config.vision.imageSize},
                       {"patch_size", config.vision.patchSize},
                       {"hidden_act", nameOf(config.vision.activation)},
                       {"layer_norm_eps", config.vision.layerNormEps}}}};
    Json preprocessor = processor("BlipImageProcessor");
    preprocessor["size"] = {{"height", config.vision.imageSize}, {"width", config.vision.imageSize}};
    return {{"config.json", written(model)}, {"preprocessor_config.json", written(preprocessor)}};
}

TextFiles configFiles(const ClipConfig& config)
{
    return config.layout == ClipLayout::OpenClip ? openClip(config) : huggingFaceClip(config);
}

} // namespace vidimus::inference
