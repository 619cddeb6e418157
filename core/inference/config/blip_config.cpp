#include "core/inference/config/blip_config.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/inference/config/architecture.h"
#include "core/inference/config/config_reader.h"
#include "core/inference/config/size_limits.h"
#include "core/inference/config/tensor_list.h"

namespace vidimus::inference {

namespace {

void readVision(ConfigReader reader, BlipVisionConfig& vision)
{
    reader.integer("hidden_size", vision.hiddenSize, 1, kWidestLayer);
    reader.integer("intermediate_size", vision.intermediateSize, 1, kWidestLayer);
    reader.integer("num_hidden_layers", vision.layers, 1, kMostLayers);
    reader.integer("num_attention_heads", vision.heads, 1, kMostHeads);
    reader.side("image_size", vision.imageSize, 1, kLargestImage);
    reader.side("patch_size", vision.patchSize, 1, kLargestImage);
    reader.activation("hidden_act", vision.activation);
    reader.number("layer_norm_eps", vision.layerNormEps, 0.0, 1.0);
    reader.only("num_channels", 3);
    checkHeads(reader, "num_attention_heads", vision.hiddenSize, vision.heads);
    checkPatches(reader, vision.imageSize, vision.patchSize);
}

void readText(ConfigReader reader, BlipTextConfig& text)
{
    reader.integer("vocab_size", text.vocabSize, 1, kLargestVocabulary);
    reader.integer("hidden_size", text.hiddenSize, 1, kWidestLayer);
    reader.integer("intermediate_size", text.intermediateSize, 1, kWidestLayer);
    reader.integer("num_hidden_layers", text.layers, 1, kMostLayers);
    reader.integer("num_attention_heads", text.heads, 1, kMostHeads);
    reader.integer("max_position_embeddings", text.maxPositions, 1, kMostPositions);
    reader.activation("hidden_act", text.activation);
    reader.number("layer_norm_eps", text.layerNormEps, 0.0, 1.0);
    reader.integer("bos_token_id", text.bosId, 0, text.vocabSize - 1);
    reader.integer("pad_token_id", text.padId, 0, text.vocabSize - 1);
    reader.integer("sep_token_id", text.sepId, 0, text.vocabSize - 1);
    reader.boolean("tie_word_embeddings", text.tieWordEmbeddings);
    reader.only("position_embedding_type", "absolute");
    checkHeads(reader, "num_attention_heads", text.hiddenSize, text.heads);
    // The defaults belong to the published vocabulary; with a smaller one the ids have to be given.
    for (const auto& [key, id] : {std::pair("bos_token_id", text.bosId), std::pair("sep_token_id", text.sepId)}) {
        if (!reader.failed() && id >= text.vocabSize)
            reader.corrupt(reader.path(key) + " is " + std::to_string(id) + ", but the vocabulary has only " +
                           std::to_string(text.vocabSize) + " entries");
    }
}

} // namespace

Result<BlipConfig> readBlipConfig(const JsonDocument& document)
{
    ConfigReader reader(document);
    checkArchitecture(reader, document, "blip", "BlipForConditionalGeneration", "a BLIP that captions pictures");
    BlipConfig config;
    // The width of what cross-attention reads is the vision tower's, whatever text_config.encoder_hidden_size says:
    // the original overrides it too.
    readVision(reader.section("vision_config"), config.vision);
    readText(reader.section("text_config"), config.text);
    if (!reader.failed())
        checkTotalSize(reader, blipTensors(config));
    if (Result<void> ok = reader.result(); !ok)
        return fail(std::move(ok.error()));
    return config;
}

} // namespace vidimus::inference
