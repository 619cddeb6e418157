#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vidimus {

/// Decoded pixels on their way to a model: 8-bit sRGB, [height, width, 3], rows without padding, upright.
struct RgbImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels; ///< size() == width * height * 3

    bool empty() const { return pixels.empty(); }
    const std::uint8_t* row(int y) const
    {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3;
    }
};

} // namespace vidimus
