#pragma once

#include <cstdint>

#include <QColor>
#include <QImage>
#include <QSize>

namespace vidimus::test {

QImage plainPicture(QSize size, QColor colour);
QImage gradientPicture(QSize size, QColor top, QColor bottom);

/// Like a photograph to every measure that matters here: large soft forms, edges, and grain (in grey levels, 0 to 60)
/// that keeps its JPEG as large as a camera's. Another seed is another picture. About 10 ms a megapixel.
QImage photoPicture(QSize size, std::uint64_t seed, int grain = 6);

/// The same with a transparent surround.
QImage transparentPicture(QSize size, std::uint64_t seed);

/// What makes a near duplicate of a picture.
struct Variation {
    double keep = 1.0;  ///< share of each side that is kept, around the middle
    double scale = 1.0; ///< of what is kept
    int brightness = 0; ///< added to every channel
    int turns = 0;      ///< quarter turns clockwise
};
QImage varied(const QImage& picture, const Variation& variation);

} // namespace vidimus::test
