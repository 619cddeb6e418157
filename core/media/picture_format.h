#pragma once

#include <QByteArrayView>

#include "core/base/error.h"

namespace vidimus::media {

/// The only formats any decoder here is ever asked for. What a Qt plugin could read besides (SVG, PDF, …) is not tried
/// on bytes from outside.
enum class Format { Jpeg, Png, WebP, Tiff, Bmp, Gif, Pnm, Heic, Avif, Raw };

/// "jpeg", "png", …: PictureHeader::format.
const char* formatName(Format format);

/// From the first bytes (and, for TIFF against RAW, the first directories); a file's name plays no part.
/// Errors: NotAPicture, and Unsupported for kinds that are known but not read here.
Result<Format> recogniseFormat(QByteArrayView bytes);

} // namespace vidimus::media
