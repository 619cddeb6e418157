#include "core/inference/config/clip_config.h"

#include <nlohmann/json.hpp>

#include "core/inference/config/architecture.h"
#include "core/inference/config/config_reader.h"
#include "core/inference/config/size_limits.h"
#include "core/inference/config/tensor_list.h"

namespace vidimus::inference {

namespace {

/// The library's id of an end token that was written before it knew the right one; it then looks for the largest id.
constexpr int kLegacyEosId = 2;

void readTower(ConfigReader& reader, ClipTowerConfig& tower)
{
    reader.integer("hidden_size", tower.hiddenSize, 1, kWidestLayer);
    reader.integer("intermediate_size", tower.intermediateSize, 1, kWidestLayer);
    reader.integer("num_hidden_layers", tower.layers, 1, kMostLayers);
    reader.integer("num_attention_heads", tower.heads, 1, kMostHeads);
    reader.activation("hidden_act", tower.activation);
    reader.number("layer_norm_eps", tower.layerNormEps, 0.0, 1.0);
    checkHeads(reader, "num_attention_heads", tower.hiddenSize, tower.heads);
}

/// Older files carry two versions of a tower's values. The one called …_dict is then the whole truth: the original
/// completes it with defaults and lays the result over the other.
ConfigReader towerSection(const ConfigReader& reader, std::string_view key)
{
    const std::string older = std::string(key) + "_dict";
    return reader.section(reader.has(older) ? std::string_view(older) : key);
}

} // namespace

Result<ClipConfig> readHuggingFaceClipConfig(const JsonDocument& document)
{
    ConfigReader reader(document);
    checkArchitecture(reader, document, "clip", "CLIPModel", "a CLIP");
    ClipConfig config;
    config.layout = ClipLayout::HuggingFace;
    reader.integer("projection_dim", config.projectionDim, 1, kWidestLayer);

    ConfigReader vision = towerSection(reader, "vision_config");
    readTower(vision, config.vision);
    vision.side("image_size", config.imageSize, 1, kLargestImage);
    vision.side("patch_size", config.patchSize, 1, kLargestImage);
    vision.only("num_channels", 3);
    checkPatches(vision, config.imageSize, config.patchSize);

    ConfigReader text = towerSection(reader, "text_config");
    readTower(text, config.text);
    text.integer("vocab_size", config.vocabSize, 1, kLargestVocabulary);
    text.integer("max_position_embeddings", config.contextLength, 2, kMostPositions);
    text.integer("eos_token_id", config.eosId, 0, kLargestVocabulary);
    config.pooling = config.eosId == kLegacyEosId ? TextPooling::LargestId : TextPooling::FirstEos;

    if (!reader.failed())
        checkTotalSize(reader, clipTensors(config));
    if (Result<void> ok = reader.result(); !ok)
        return fail(std::move(ok.error()));
    return config;
}

} // namespace vidimus::inference
