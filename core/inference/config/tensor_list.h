#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/inference/checkpoint/checkpoint.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/config/clip_config.h"

namespace vidimus::inference {

struct TensorSpec {
    std::string name;
    Shape shape;
};

/// What a checkpoint of an architecture holds, derived from its config.
struct TensorList {
    std::vector<TensorSpec> required;
    /// Duplicates of tied weights that files store or leave out; the shape must fit where they are stored.
    std::vector<TensorSpec> tied;
    /// Leftovers of published files that no forward pass reads (position_ids and the like), by exact name.
    std::vector<std::string> harmless;
};

/// Values of the required tensors together; nothing where they do not fit 64 bits.
std::optional<std::uint64_t> parameterCount(const TensorList& list);

TensorList blipTensors(const BlipConfig& config);
TensorList clipTensors(const ClipConfig& config); ///< by config.layout

/// Strict: every required tensor is there with its shape in a floating-point type (F32, F16, BF16), nothing is there
/// that is on none of the lists. Otherwise Corrupt, naming the tensors: all of them where they are few, else the first
/// ones and how many more; what is missing, unexpected and misshapen apart.
Result<void> checkTensors(const Checkpoint& checkpoint, const TensorList& list);

} // namespace vidimus::inference
