#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/inference/config/clip_config.h"
#include "core/inference/config/config_reader.h"
#include "core/inference/config/size_limits.h"
#include "core/inference/config/tensor_list.h"

namespace vidimus::inference {

namespace {

using Keys = std::span<const std::string_view>;

// Keys that say nothing about what a finished model computes: training, the choice of a tokenizer file, and those that
// matter only to kinds of towers that are refused. The last LayerNorm works on each position alone, so that it may as
// well come after one of them was picked.
constexpr std::array<std::string_view, 6> kHarmlessTop{"output_dict",       "cast_dtype", "init_logit_scale",
                                                       "load_weights_only", "precision",  "pretrained_image"};
constexpr std::array<std::string_view, 11> kHarmlessVision{
    "patch_dropout",         "output_tokens", "final_ln_after_pool", "attn_pooler_queries", "attn_pooler_heads",
    "timm_model_pretrained", "timm_pool",     "timm_proj",           "timm_proj_bias",      "timm_drop",
    "timm_drop_path"};
constexpr std::array<std::string_view, 10> kHarmlessText{"pad_id",
                                                         "output_tokens",
                                                         "final_ln_after_pool",
                                                         "hf_tokenizer_name",
                                                         "tokenizer_kwargs",
                                                         "hf_model_pretrained",
                                                         "hf_proj_type",
                                                         "hf_pooler_type",
                                                         "hf_pooler_output",
                                                         "eos_id"};

constexpr std::array<std::string_view, 4> kReadTop{"embed_dim", "vision_cfg", "text_cfg", "quick_gelu"};
constexpr std::array<std::string_view, 7> kReadVision{"layers",     "width",      "head_width", "mlp_ratio",
                                                      "patch_size", "image_size", "norm_kwargs"};
constexpr std::array<std::string_view, 7> kReadText{"context_length", "vocab_size", "width",      "heads",
                                                    "layers",         "mlp_ratio",  "norm_kwargs"};

// Refused unless they say what a plain CLIP is anyway. (Null is that too: the original's "not given".)
constexpr std::array<std::string_view, 5> kPlainTop{"custom_text", "multimodal_cfg", "init_logit_bias",
                                                    "nonscalar_logit_scale", "audio_cfg"};
constexpr std::array<std::string_view, 7> kPlainVision{
    "ls_init_value", "attentional_pool", "no_ln_pre", "pos_embed_type", "pool_type", "act_kwargs", "timm_model_name"};
constexpr std::array<std::string_view, 8> kPlainText{"ls_init_value", "embed_cls", "no_causal_mask", "pool_type",
                                                     "proj_bias",     "proj_type", "act_kwargs",     "hf_model_name"};

void onlyPlainTop(ConfigReader& model)
{
    for (const std::string_view key : {"custom_text", "nonscalar_logit_scale"})
        model.only(key, false);
    for (const std::string_view key : {"multimodal_cfg", "init_logit_bias", "audio_cfg"})
        model.only(key, nullptr);
}

void onlyPlainVision(ConfigReader& vision)
{
    for (const std::string_view key : {"ls_init_value", "act_kwargs", "timm_model_name"})
        vision.only(key, nullptr);
    for (const std::string_view key : {"attentional_pool", "no_ln_pre"})
        vision.only(key, false);
    vision.only("pos_embed_type", "learnable");
    vision.only("pool_type", "tok");
}

void onlyPlainText(ConfigReader& text)
{
    for (const std::string_view key : {"ls_init_value", "act_kwargs", "hf_model_name"})
        text.only(key, nullptr);
    for (const std::string_view key : {"embed_cls", "no_causal_mask", "proj_bias"})
        text.only(key, false);
    text.only("pool_type", "argmax");
    text.only("proj_type", "linear");
}

void readMlp(ConfigReader& tower, ClipTowerConfig& config)
{
    double ratio = 4.0;
    tower.number("mlp_ratio", ratio, 0.0, 1024.0);
    const double width = std::floor(config.hiddenSize * ratio);
    if (!tower.failed() && !(width >= 1.0 && width <= kWidestLayer))
        tower.corrupt(tower.path("mlp_ratio") + " leads to a layer that makes no sense");
    if (!tower.failed())
        config.intermediateSize = static_cast<int>(width);
    ConfigReader norm = tower.section("norm_kwargs");
    norm.number("eps", config.layerNormEps, 0.0, 1.0);
    constexpr std::array<std::string_view, 1> kNormKeys{"eps"};
    norm.noOthers({kNormKeys});
}

void readVision(ConfigReader vision, ClipConfig& config)
{
    vision.noOthers({kReadVision, kPlainVision, kHarmlessVision});
    onlyPlainVision(vision);
    if (vision.isList("layers"))
        vision.unsupported(vision.path("layers") + " is a list: a ResNet, which is not built here");
    int headWidth = 64;
    vision.integer("layers", config.vision.layers, 1, kMostLayers);
    vision.integer("width", config.vision.hiddenSize, 1, kWidestLayer);
    vision.integer("head_width", headWidth, 1, kWidestLayer);
    config.vision.heads = config.vision.hiddenSize / headWidth;
    checkHeads(vision, "head_width", config.vision.hiddenSize, config.vision.heads);
    readMlp(vision, config.vision);
    vision.side("image_size", config.imageSize, 1, kLargestImage);
    vision.side("patch_size", config.patchSize, 1, kLargestImage);
    checkPatches(vision, config.imageSize, config.patchSize);
}

void readText(ConfigReader text, ClipConfig& config)
{
    text.noOthers({kReadText, kPlainText, kHarmlessText});
    onlyPlainText(text);
    text.integer("context_length", config.contextLength, 2, kMostPositions);
    text.integer("vocab_size", config.vocabSize, 1, kLargestVocabulary);
    text.integer("width", config.text.hiddenSize, 1, kWidestLayer);
    text.integer("heads", config.text.heads, 1, kMostHeads);
    text.integer("layers", config.text.layers, 1, kMostLayers);
    checkHeads(text, "heads", config.text.hiddenSize, config.text.heads);
    readMlp(text, config.text);
}

} // namespace

Result<ClipConfig> readOpenClipConfig(const JsonDocument& document)
{
    ConfigReader reader(document);
    if (!reader.has("model_cfg"))
        reader.corrupt("there is no " + reader.path("model_cfg"));
    ConfigReader model = reader.section("model_cfg");
    for (const std::string_view key : {"embed_dim", "vision_cfg", "text_cfg"}) {
        if (!model.has(key))
            model.corrupt("there is no " + model.path(key));
    }
    model.noOthers({kReadTop, kPlainTop, kHarmlessTop});
    onlyPlainTop(model);

    ClipConfig config;
    config.layout = ClipLayout::OpenClip;
    config.pooling = TextPooling::LargestId;
    config.patchSize = 16; // OpenCLIP's default, where the other library's is 32
    model.integer("embed_dim", config.projectionDim, 1, kWidestLayer);
    bool quickGelu = false;
    model.boolean("quick_gelu", quickGelu);
    config.vision.activation = config.text.activation = quickGelu ? Activation::QuickGelu : Activation::Gelu;
    readVision(model.section("vision_cfg"), config);
    readText(model.section("text_cfg"), config);

    if (!reader.failed())
        checkTotalSize(reader, clipTensors(config));
    if (Result<void> ok = reader.result(); !ok)
        return fail(std::move(ok.error()));
    return config;
}

} // namespace vidimus::inference
