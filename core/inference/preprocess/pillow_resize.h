#pragma once

#include <cstdint>

#include "core/base/rgb_image.h"
#include "core/inference/preprocess/preprocess_config.h"

namespace vidimus::inference {

/// The part of a resized picture that is wanted, in its pixels.
struct CropBox {
    std::int64_t left = 0;
    std::int64_t top = 0;
    int width = 0;
    int height = 0;
};

/// Image.resize((width, height), resampling) of Pillow on 8-bit RGB, bit for bit, then cropped to `crop`; only what the
/// crop needs is computed. Two passes, antialiased, 22-bit fixed-point weights, rounded to 8 bits after each; an axis
/// that keeps its size is passed over. Written from a description of Pillow's algorithm.
/// `image` must hold the pixels its size says, and the crop must lie within width x height. Thread: any.
RgbImage resizeLikePillow(const RgbImage& image, std::int64_t width, std::int64_t height, Resampling resampling,
                          const CropBox& crop);

} // namespace vidimus::inference
