#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/inference/config/blip_config.h"
#include "core/inference/config/clip_config.h"

namespace vidimus::inference {

using TextFiles = std::vector<std::pair<std::string, std::string>>; ///< name and content

/// config.json and preprocessor_config.json, or open_clip_config.json: what reads back as
/// `config`, which for OpenCLIP has an MLP four times as wide as its tower and one activation for both towers.
TextFiles configFiles(const BlipConfig& config);
TextFiles configFiles(const ClipConfig& config);

} // namespace vidimus::inference
