#pragma once

#include <array>
#include <vector>

#include <QImage>

#include "core/base/error.h"
#include "models/draw/scene.h"
#include "models/draw/thing_catalogue.h"

namespace vidimus::draw {

/// Every thing of a catalogue in every colour it comes in, rendered once. Thread: any, once made.
class Glyphs {
public:
    /// Needs a QGuiApplication and, for all but plain shapes, the font Noto Color Emoji: NotFound, with the package, where
    /// it or one of its pictograms is missing. Takes a second. GUI thread.
    static Result<Glyphs> render(const ThingCatalogue& catalogue);

    /// The smallest rendering that need not be enlarged for `side` pixels, or the largest: square, premultiplied.
    const QImage& image(int thing, Colour colour, double side) const;

private:
    static constexpr int kLevels = 4; ///< 128, 64, 32 and 16 pixels
    using Levels = std::array<QImage, kLevels>;

    std::vector<std::array<Levels, kColours>> m_images; ///< by thing and colour; without a picture where it has none
};

/// What a thing may be drawn in: its own colours, or the named ones.
std::vector<Colour> coloursOf(const Thing& thing);
/// A shade that everybody would call by that name.
QRgb rgbOf(Colour colour);

} // namespace vidimus::draw
