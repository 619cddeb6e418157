#pragma once

#include <filesystem>
#include <vector>

#include "core/inference/local/run_options.h"

namespace vidimus::golden {

/// Loads each model folder and prints what its stages take on drawn pictures: median of several runs, one picture and a
/// batch of 16. Returns the exit code: 1 where a model could not be run.
int timeModels(const std::vector<std::filesystem::path>& folders, const inference::RunOptions& options);

} // namespace vidimus::golden
