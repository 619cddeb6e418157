#pragma once

#include <QByteArray>

#include "core/media/picture_format.h"

namespace vidimus::media {

/// The TIFF-structured EXIF block of a JPEG, PNG, WebP or TIFF (of the last: the file itself), found without
/// decoding; empty when there is none. May share the memory of `bytes`: use it only while they live.
QByteArray findExif(const QByteArray& bytes, Format format);

/// How the stored picture is to be turned, 1..8 as EXIF counts; 1 when absent or nonsense.
int exifOrientation(const QByteArray& exif);

} // namespace vidimus::media
