#pragma once

#include <filesystem>

#include <c10/core/Device.h>

#include "tests/golden/golden_check.h"

namespace vidimus::golden {

/// Everything a BLIP case folder holds: for each of its weight files (model*.safetensors) the vision states, the decoder
/// with teacher forcing (whole and word by word through its cache), every greedy and beam entry, every batch.
GoldenChecks runBlipCase(const std::filesystem::path& folder, at::Device device);

} // namespace vidimus::golden
