#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/rgb_image.h"

namespace vidimus::inference {

using Rgb = std::array<std::uint8_t, 3>;

/// colourAt(x, y) -> Rgb.
template <typename ColourAt>
RgbImage drawn(int width, int height, const ColourAt& colourAt)
{
    RgbImage image;
    image.width = width;
    image.height = height;
    image.pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const Rgb colour = colourAt(x, y);
            image.pixels.insert(image.pixels.end(), colour.begin(), colour.end());
        }
    }
    return image;
}

inline RgbImage solid(Rgb colour, int width = 512, int height = 384)
{
    return drawn(width, height, [&](int, int) { return colour; });
}

inline RgbImage stacked(Rgb above, Rgb below, int width = 512, int height = 384)
{
    return drawn(width, height, [&](int, int y) { return 2 * y < height ? above : below; });
}

inline RgbImage beside(Rgb left, Rgb right, int width = 512, int height = 384)
{
    return drawn(width, height, [&](int x, int) { return 2 * x < width ? left : right; });
}

inline RgbImage striped(Rgb one, Rgb other, int stripe, int width = 512, int height = 384)
{
    return drawn(width, height, [&](int x, int) { return x / stripe % 2 == 0 ? one : other; });
}

} // namespace vidimus::inference
