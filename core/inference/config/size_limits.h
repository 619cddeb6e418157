#pragma once

#include "core/inference/config/config_reader.h"
#include "core/inference/config/tensor_list.h"

namespace vidimus::inference {

/// Corrupt in `reader` where the heads do not share the width evenly.
void checkHeads(ConfigReader& reader, std::string_view key, int width, int heads);

/// Corrupt in `reader` where the picture has no whole patch, or far too many.
void checkPatches(ConfigReader& reader, int imageSize, int patchSize);

/// Corrupt in `reader` where the weights would take more memory than any model that is meant here.
void checkTotalSize(ConfigReader& reader, const TensorList& tensors);

} // namespace vidimus::inference
