#pragma once

#include <vector>

#include "tests/core/inference/drawn_images.h"

namespace vidimus::inference {

/// Pictures that differ in size, shape and colours.
inline std::vector<RgbImage> somePictures()
{
    return {striped({200, 30, 30}, {20, 20, 90}, 9, 120, 90), solid({30, 160, 60}, 64, 64),
            stacked({90, 140, 230}, {220, 200, 120}, 75, 160), beside({0, 0, 0}, {255, 255, 255}, 33, 47),
            striped({250, 240, 10}, {5, 90, 60}, 3, 90, 70)};
}

inline std::vector<const RgbImage*> pointersTo(const std::vector<RgbImage>& images)
{
    std::vector<const RgbImage*> pointers;
    for (const RgbImage& image : images)
        pointers.push_back(&image);
    return pointers;
}

} // namespace vidimus::inference
