#pragma once

#include "core/base/error.h"
#include "core/inference/config/activation.h"
#include "core/inference/config/json_document.h"

namespace vidimus::inference {

// Defaults are the original library's, which leaves out of config.json what equals them.

/// The vision transformer of BLIP (pre-norm).
struct BlipVisionConfig {
    int hiddenSize = 768;
    int intermediateSize = 3072;
    int layers = 12;
    int heads = 12;
    int imageSize = 384;
    int patchSize = 16;
    Activation activation = Activation::Gelu;
    double layerNormEps = 1e-5;

    int tokens() const { return (imageSize / patchSize) * (imageSize / patchSize) + 1; } ///< patches and [CLS]
};

/// The text decoder of BLIP: BERT (post-norm) with cross-attention to the vision tokens.
struct BlipTextConfig {
    int vocabSize = 30524;
    int hiddenSize = 768;
    int intermediateSize = 3072;
    int layers = 12;
    int heads = 8;
    int maxPositions = 512;
    Activation activation = Activation::Gelu;
    double layerNormEps = 1e-12;
    int bosId = 30522; ///< [DEC]: every caption starts from it
    int padId = 0;
    int sepId = 102; ///< ends a caption
    /// The language-model head uses the word embeddings. False: the stored decoder.weight and decoder.bias, as the
    /// library's versions before 4.30 read them.
    bool tieWordEmbeddings = true;
};

struct BlipConfig {
    BlipVisionConfig vision;
    BlipTextConfig text;
};

/// From a Hugging Face config.json of architecture BlipForConditionalGeneration. Errors name the file and the key:
/// Unsupported (another architecture, an activation or attention kind not built here), Corrupt (wrong type, absurd or
/// inconsistent sizes: heads that do not divide the width, a patch larger than the picture, …). Where patches do not
/// divide the picture, the rest is left out at the right and below, as the original does.
Result<BlipConfig> readBlipConfig(const JsonDocument& config);

} // namespace vidimus::inference
