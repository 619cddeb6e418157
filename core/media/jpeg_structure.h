#pragma once

#include <cstdint>

#include <QByteArrayView>
#include <QSize>

#include "core/base/error.h"

namespace vidimus::media {

/// What a walk over the markers of a JPEG finds, without decoding.
struct JpegStructure {
    QSize size;
    int components = 0;
    bool progressive = false;
    QByteArrayView exif; ///< the TIFF-like block of the first APP1 "Exif"; empty when there is none
};

/// Up to the frame header. Errors: Corrupt, and Unsupported for kinds of JPEG that libjpeg-turbo does not decode.
Result<JpegStructure> readJpegStructure(QByteArrayView bytes);

/// Walks the compressed data to the end-of-image marker. What follows that marker (a video, more previews) is not
/// looked at. Corrupt when the data end first, or when the picture is cut into an absurd number of scans, each of
/// which costs a pass over all of it.
Result<void> checkJpegIsWhole(QByteArrayView bytes);

} // namespace vidimus::media
