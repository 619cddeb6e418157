#pragma once

#include <cstdint>
#include <filesystem>

#include "core/base/error.h"
#include "models/train/optimiser.h"
#include "models/train/twin_model.h"

namespace vidimus::train {

/// How far a run is. What is random in it follows from the recipe's seed and these numbers.
struct Standing {
    long steps = 0;
    std::uint64_t pictures = 0;
    double seconds = 0; ///< of training, over all sittings
};

/// Everything a run needs to go on, in one safetensors file that is whole or not at all, whenever the power fails.
Result<void> saveCheckpoint(const std::filesystem::path& file, const TwinModel& model, const Optimiser& optimiser,
                            const Standing& standing);
/// Corrupt where the file is of a model with other tensors.
Result<Standing> loadCheckpoint(const std::filesystem::path& file, TwinModel& model, Optimiser& optimiser);

} // namespace vidimus::train
