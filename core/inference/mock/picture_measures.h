#pragma once

#include <array>

#include "core/base/rgb_image.h"
#include "core/inference/mock/colour_names.h"

namespace vidimus::inference::mock {

/// A colour and the share (0..1) of a region that has it.
struct ColourShare {
    Colour colour = Colour::Black;
    float share = 0.f;
};

using ColourShares = std::array<float, kColourCount>; ///< [Colour], sums to 1

/// The largest share; the first of equals.
ColourShare dominant(const ColourShares& shares);

/// What can be measured in a picture without knowing what it shows.
struct PictureMeasures {
    static constexpr int kGrid = 4;

    int width = 0;
    int height = 0;
    ColourShares shares{};
    ColourShares top{};                    ///< of the upper third
    ColourShares bottom{};                 ///< of the lower third
    ColourShares left{};                   ///< of the left third
    ColourShares right{};                  ///< of the right third
    float lightness = 0.f;                 ///< mean, 0..1
    float contrast = 0.f;                  ///< standard deviation of the lightness
    float chroma = 0.f;                    ///< mean distance from grey; 0.1 is colourful to the eye
    float warmth = 0.f;                    ///< mean of red and yellow over green and blue
    float detail = 0.f;                    ///< mean step of lightness from one sample to the next
    std::array<Lab, kGrid * kGrid> grid{}; ///< mean of each cell, row by row
};

/// Looks at no more than 128 x 128 evenly spread pixels, so the cost does not grow with the picture. The image must not
/// be empty. The same pixels give the same bits.
PictureMeasures measure(const RgbImage& image, const ColourTable& table);

} // namespace vidimus::inference::mock
