#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/error.h"
#include "models/train/optimiser.h"
#include "models/train/twin_model.h"

namespace vidimus::train {

/// Everything that decides a training run, apart from the machine's speed.
struct Recipe {
    std::uint64_t seed = 1;
    std::string thingsFile = "things.txt"; ///< beside the recipe
    int things = 0;                        ///< how many of them; 0: all
    int pictureSide = 96;
    int patchSide = 16;
    int width = 192;
    int heads = 3;
    int layers = 6;
    int textLayers = 3;
    int decoderLayers = 3;
    int projection = 192;
    int contextLength = 24;
    int longestCaption = 24;
    int batch = 96;             ///< pictures of one worker
    int workers = 2;            ///< threads; the same for a run that is to be repeated exactly
    double minutes = 0;         ///< of training, over all sittings: the learning rate falls to nothing by then
    std::uint64_t pictures = 0; ///< the same in pictures; of the two, what comes first
    double warmUp = 0.02;       ///< part of the run
    bool half = true;           ///< matrices in bf16
    OptimiserSettings optimiser;
    LossWeights losses;

    /// Errors: NotFound, Corrupt (no JSON, an unknown key, a wrong type or an absurd value, which it names).
    static Result<Recipe> read(const std::filesystem::path& file);
    TwinSizes sizes() const; ///< vocabularies and labels apart
};

} // namespace vidimus::train
