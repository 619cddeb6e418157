#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <QByteArray>
#include <QImage>
#include <QSize>

#include "core/base/error.h"

namespace vidimus::media {

/// What a camera's RAW file says of itself, and the preview its camera put in. Sensor data are not developed.
struct RawFile {
    QSize size;          ///< of the developed picture, before orientation
    int orientation = 1; ///< as EXIF counts; holds for the preview as well
    std::string make;
    std::string model;
    std::optional<std::int64_t> capturedAt; ///< wall-clock seconds
    QByteArray previewJpeg;                 ///< empty where the preview is a bitmap or was not asked for
    QImage previewBitmap;
};

enum class RawPart { Header, Preview };

/// Through libraw; Unsupported in builds without it, and for files without a preview (when it is asked for).
Result<RawFile> readRaw(const QByteArray& bytes, RawPart part);

} // namespace vidimus::media
