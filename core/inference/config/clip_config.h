#pragma once

#include "core/base/error.h"
#include "core/inference/config/activation.h"
#include "core/inference/config/json_document.h"

namespace vidimus::inference {

/// One tower of CLIP (pre-norm transformer).
struct ClipTowerConfig {
    int hiddenSize = 0;
    int intermediateSize = 0;
    int layers = 0;
    int heads = 0;
    Activation activation = Activation::QuickGelu;
    double layerNormEps = 1e-5;
};

/// Which position of the text tower's output stands for the text.
enum class TextPooling {
    LargestId, ///< the first position of the largest id: OpenCLIP, and Hugging Face configs with the legacy eos id 2
    FirstEos,  ///< the first position of the eos id, position 0 where there is none: other Hugging Face configs
};

/// By whose names, and in whose layout, the checkpoint keeps its tensors.
enum class ClipLayout { HuggingFace, OpenClip };

struct ClipConfig {
    ClipTowerConfig vision{768, 3072, 12, 12, Activation::QuickGelu, 1e-5};
    int imageSize = 224;
    int patchSize = 32;
    ClipTowerConfig text{512, 2048, 12, 8, Activation::QuickGelu, 1e-5};
    int vocabSize = 49408;
    int contextLength = 77;
    int projectionDim = 512;
    TextPooling pooling = TextPooling::LargestId;
    int eosId = 49407; ///< for TextPooling::FirstEos
    ClipLayout layout = ClipLayout::HuggingFace;

    int imageTokens() const { return (imageSize / patchSize) * (imageSize / patchSize) + 1; } ///< patches and class
};

/// From a Hugging Face config.json of a CLIPModel (older files' text_config_dict and vision_config_dict included), with
/// the library's defaults for what it leaves out (quick_gelu, eos 49407).
Result<ClipConfig> readHuggingFaceClipConfig(const JsonDocument& config);

/// From an open_clip_config.json ("model_cfg"), with OpenCLIP's defaults (gelu unless quick_gelu, head width 64, MLP
/// ratio 4). Keys that would change the architecture (timm or Hugging Face towers, attentional pooling, no class
/// embedding, CoCa, …) are Unsupported unless they have their default.
Result<ClipConfig> readOpenClipConfig(const JsonDocument& config);

// Errors as in blip_config.h.

} // namespace vidimus::inference
