#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/base/rgb_image.h"
#include "core/inference/preprocess/preprocess_config.h"

namespace vidimus::inference {

/// The pictures of a call that can be taken, ready for a vision tower, and what is wrong with the others.
struct PictureBatch {
    std::vector<float> pixels;      ///< [taken, 3, height, width]
    std::vector<std::size_t> taken; ///< their places in the call
    std::vector<Error> refused;     ///< [pictures of the call]; meaningless for those that were taken
    std::int64_t microseconds = 0;  ///< what preparing one picture took, on average
};

PictureBatch preparePictures(std::span<const RgbImage* const> images, const PreprocessConfig& config);

} // namespace vidimus::inference
