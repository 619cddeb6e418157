#pragma once

#include <string>

#include "core/inference/config/blip_config.h"
#include "core/inference/config/clip_config.h"

namespace vidimus::inference {

/// What people call a model of these sizes: "BLIP base", "CLIP ViT-B/32", "CLIP ViT-L/14@336"; "BLIP 48x3" and
/// "CLIP 48x3/8" (width x layers / patch of the vision tower) for sizes that have no name.
std::string modelName(const BlipConfig& config);
std::string modelName(const ClipConfig& config);

} // namespace vidimus::inference
