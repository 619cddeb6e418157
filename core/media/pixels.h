#pragma once

#include <QImage>
#include <QSize>

/// What happens to pixels between a decoder and the outside.
namespace vidimus::media {

/// By which whole factor a picture of this size is to be divided so that its shorter side keeps at least `shortSide`
/// pixels and its longer has at most eight times as many (where both cannot be had, the second wins). At least 1.
int shrinkFactor(QSize size, int shortSide);

/// Sides divided by `factor`, rounded up.
QSize shrunk(QSize size, int factor);

/// Averages blocks of factor x factor pixels and brings any format to RGB32, or to ARGB32_Premultiplied where a pixel
/// is not opaque; keeps the colour space. Works in strips, so that a 16-bit or palette picture is never expanded
/// as a whole. A null image when memory is short.
QImage shrink(QImage image, int factor);

/// Turned and mirrored as the EXIF orientation (1..8) says.
QImage upright(const QImage& image, int orientation);

/// From the colour space the image is tagged with, where it is another one; the result carries no tag.
void toSrgb(QImage& image);

} // namespace vidimus::media
