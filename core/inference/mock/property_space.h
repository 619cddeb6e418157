#pragma once

#include <array>
#include <cstddef>

#include "core/base/embedding.h"
#include "core/inference/mock/colour_names.h"

namespace vidimus::inference::mock {

/// The joint space of the mock. A picture or a text is first a list of 512 coefficients, each with a meaning of its own:
///
///     0 .. 28    the shares of the colour terms (a basic term holds the sum of its family)
///    32 .. 40    the axes below
///   128 .. 255   what is particular to one picture: the colours of its 4 x 4 cells
///   256 .. 511   words the mock does not know
///
/// and then turned into the vector by a fixed orthogonal transform (a Walsh-Hadamard transform, then fixed random signs)
/// that spreads every coefficient evenly over all 512 values, as those of a trained model are. Being orthogonal it keeps
/// every dot product, so words that are not in the vocabulary have similarity 0 (but for rounding) with every picture.
inline constexpr std::size_t kDimension = 512;

enum class Axis : std::size_t {
    Bright = 32,    ///< negative: dark
    Warm = 33,      ///< negative: cold
    Colourful = 34, ///< negative: monochrome
    Detailed = 35,  ///< negative: plain
    Contrast = 36,  ///< negative: of one tone
    Wide = 37,      ///< landscape; negative: portrait
    Stretched = 38, ///< panorama
    Square = 39,
    Large = 40, ///< negative: small
};

inline constexpr std::size_t kParticular = 128; ///< first coefficient of what is particular to a picture
inline constexpr std::size_t kUnknown = 256;    ///< first coefficient of unknown words

using Coefficients = std::array<float, kDimension>;

inline float& at(Coefficients& c, Colour colour)
{
    return c[static_cast<std::size_t>(colour)];
}
inline float& at(Coefficients& c, Axis axis)
{
    return c[static_cast<std::size_t>(axis)];
}

/// The unit vector. At least one coefficient must not be 0. Only additions, one square root and a division: the same
/// bits wherever floats are IEEE.
Embedding toVector(Coefficients coefficients);

} // namespace vidimus::inference::mock
