#pragma once

#include <filesystem>

#include <c10/core/Device.h>

#include "tests/golden/golden_check.h"

namespace vidimus::golden {

/// Everything a CLIP case folder of either layout holds: hidden states of both towers, features, unit vectors, logits,
/// with each way of finding a text's end that the folder has numbers for.
GoldenChecks runClipCase(const std::filesystem::path& folder, at::Device device);

} // namespace vidimus::golden
