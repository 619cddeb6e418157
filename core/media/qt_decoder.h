#pragma once

#include <cstdint>

#include <QByteArray>
#include <QImage>

#include "core/base/error.h"
#include "core/media/picture_structure.h"

namespace vidimus::media {

/// How Qt's reader is asked for a picture, so that it does as little as possible beyond what is needed.
struct DecodePlan {
    int scale = 1;           ///< division while reading, by JPEG's own transform: 1, 2, 4 or 8
    int shrink = 1;          ///< division of what comes out
    std::uint64_t bytes = 0; ///< what all of it allocates at most
};

DecodePlan planDecode(const PictureStructure& structure, int shortSide);

/// As stored: neither turned nor converted to sRGB. RGB32 or ARGB32_Premultiplied.
Result<QImage> decodeWithQt(const QByteArray& bytes, const PictureStructure& structure, const DecodePlan& plan);

} // namespace vidimus::media
