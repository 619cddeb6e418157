#pragma once

#include <functional>
#include <span>

#include "core/base/rgb_image.h"
#include "core/inference/preprocess/preprocess_config.h"

namespace vidimus::inference {

/// Calls `band` with each of 0 ... bands - 1, in any order, several at once if it likes; returns when all are done.
using RunBands = std::function<void(int bands, const std::function<void(int)>& band)>;
void oneAfterTheOther(int bands, const std::function<void(int)>& band);

/// Resized and cropped, still 8-bit: [config.height, config.width, 3]. The picture must pass checkPictureSize().
RgbImage resizeForModel(const RgbImage& image, const PreprocessConfig& config,
                        const RunBands& runBands = oneAfterTheOther);

/// (x / 255 - mean) / std into `out`, planar: [3, config.height, config.width], in the originals' order of operations,
/// so that the result is theirs bit for bit.
void normalise(const RgbImage& resized, const PreprocessConfig& config, std::span<float> out);

} // namespace vidimus::inference
