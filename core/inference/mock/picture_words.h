#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/inference/mock/picture_measures.h"

namespace vidimus::inference::mock {

/// A word for a picture and how sure it is: 0.5 where the measure lies on the border between two words, near 1 where it
/// lies well inside.
struct SureWord {
    std::string_view text; ///< empty when nothing remarkable is to be said
    float certainty = 1.f;
};

enum class Orientation { Landscape, Portrait, Square, Panorama, Tall };

/// Both from width and height as given.
Orientation orientationOf(const PictureMeasures& measures);
SureWord orientationWord(const PictureMeasures& measures);
/// "tiny", "small", "large" or nothing.
SureWord sizeWord(const PictureMeasures& measures);
/// "very dark", "dark", "bright", "very bright" or nothing.
SureWord brightnessWord(const PictureMeasures& measures);
/// "monochrome", "colourful", "high-contrast", "plain" or nothing; the first that holds.
SureWord characterWord(const PictureMeasures& measures);

/// The colours that cover at least a tenth, largest first, at most three.
std::vector<ColourShare> mainColours(const PictureMeasures& measures);

/// Two colours that each fill their third of the picture.
struct Layers {
    Colour first;  ///< above or left
    Colour second; ///< below or right
    bool stacked;  ///< above one another, not beside
    float certainty;
};
std::optional<Layers> layersOf(const PictureMeasures& measures);

} // namespace vidimus::inference::mock
