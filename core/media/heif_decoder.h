#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/error.h"
#include "core/media/decoder.h"
#include "core/media/picture_format.h"

namespace vidimus::media {

/// HEIC and AVIF, through libheif. Unsupported in builds without it.
Result<QSize> readHeifSize(const QByteArray& bytes, Format format, const DecodeLimits& limits);

/// What decoding allocates at most for a picture of this size.
std::uint64_t heifBytes(QSize size);

/// Upright (libheif applies the file's own transformations, which the format ranks above EXIF), not yet in sRGB.
Result<QImage> decodeHeif(const QByteArray& bytes, Format format, int shortSide, const DecodeLimits& limits);

/// The EXIF block, empty when there is none.
QByteArray heifExif(const QByteArray& bytes);

} // namespace vidimus::media
