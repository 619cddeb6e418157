#pragma once

#include <string>

#include <QByteArray>

#include "core/base/photo_metadata.h"
#include "core/media/decoder.h"

namespace vidimus::media {

/// EXIF (through exiv2) over what the header says. Never fails: damaged or absent metadata leaves fields empty, and
/// nonsense (year 0, latitude 200, an orientation of 77) counts as absent. Thread: any.
PhotoMetadata readMetadata(const QByteArray& bytes, const PictureHeader& header);

/// Of the library that is loaded: "0.27.6".
std::string exiv2Version();

} // namespace vidimus::media
