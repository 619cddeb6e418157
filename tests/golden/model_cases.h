#pragma once

#include <filesystem>
#include <vector>

#include <c10/core/Device.h>

#include "tests/golden/golden_check.h"

namespace vidimus::golden {

/// The folders of a reference folder that hold a model, in order of name: those with a config.json or an
/// open_clip_config.json.
std::vector<std::filesystem::path> modelCases(const std::filesystem::path& reference);

/// Compares a model with all the numbers its case folder holds.
GoldenChecks runModelCase(const std::filesystem::path& folder, at::Device device);

} // namespace vidimus::golden
