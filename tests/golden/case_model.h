#pragma once

#include <filesystem>
#include <variant>

#include "core/inference/checkpoint/checkpoint.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/config/clip_config.h"

namespace vidimus::golden {

/// The model of a case folder, which is a model folder without a tokenizer.
using CaseConfig = std::variant<inference::BlipConfig, inference::ClipConfig>;

/// Throws std::runtime_error with what is wrong with it.
CaseConfig readCaseConfig(const std::filesystem::path& folder);

/// The weights of a CLIP case, checked against its config. Throws as above.
inference::Checkpoint clipWeights(const std::filesystem::path& folder, const inference::ClipConfig& config);

} // namespace vidimus::golden
