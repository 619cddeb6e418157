#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <variant>

#include "core/base/error.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/config/clip_config.h"

namespace vidimus::inference {

/// synthesizeModel() for a model of any sizes: the part that tests can afford. The vocabularies must be large enough for
/// what every vocabulary holds (made_vocabulary.h): InvalidArgument otherwise.
Result<void> synthesizeSizes(const std::variant<BlipConfig, ClipConfig>& config, const std::filesystem::path& out,
                             std::uint64_t seed, std::stop_token stop = {});

} // namespace vidimus::inference
