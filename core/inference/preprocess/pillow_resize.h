#pragma once

#include "core/base/rgb_image.h"
#include "core/inference/preprocess/preprocess_config.h"

namespace vidimus::inference {

/// The part of a resized picture that is wanted, in its pixels.
struct CropBox {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
};

/// Image.resize((width, height), resampling) of Pillow on 8-bit RGB, bit for bit, then cropped to `crop`; only what the
/// crop needs is computed. Two passes, antialiased, 22-bit fixed-point coefficients; an axis that keeps its size is
/// passed over. Source: the description of Pillow's Resample.c. Thread: any.
RgbImage resizeLikePillow(const RgbImage& image, int width, int height, Resampling resampling, CropBox crop);

} // namespace vidimus::inference
