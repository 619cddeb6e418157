#pragma once

#include "core/media/picture_structure.h"

namespace vidimus::media {

Result<PictureStructure> webp(QByteArrayView bytes);

/// The EXIF block; empty when there is none.
QByteArrayView webpExif(QByteArrayView bytes);

} // namespace vidimus::media
