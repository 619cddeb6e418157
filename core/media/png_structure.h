#pragma once

#include <QByteArray>

#include "core/media/picture_structure.h"

namespace vidimus::media {

Result<PictureStructure> png(QByteArrayView bytes);

/// Corrupt when a chunk that decoders may not pass over is unknown, cut off or does not fit its checksum. libpng would
/// find out as well, but says so on stderr, and Qt leaves no way to keep it from that.
Result<void> checkPngChunks(QByteArrayView bytes);

/// Without its text and suggested-palette chunks where the file has any, else the same bytes (shared). A small file
/// can hold thousands of compressed texts, which Qt would unpack into gigabytes.
QByteArray withoutPngTexts(const QByteArray& bytes);

/// The EXIF block, from an eXIf chunk or the older "Raw profile type" text; empty when there is none.
QByteArray pngExif(QByteArrayView bytes);

} // namespace vidimus::media
