#pragma once

#include <filesystem>

#include "app/plots/plot.h"
#include "core/base/error.h"

namespace vidimus::train {

/// How a training went, from its metrics.csv: what was right on unseen pictures and in training, over the pictures seen.
/// Errors: NotFound, Corrupt.
Result<plots::Plot> curvesOf(const std::filesystem::path& metrics);

} // namespace vidimus::train
