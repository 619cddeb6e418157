#pragma once

#include <cstdint>

#include <QByteArray>
#include <QSize>

#include "core/base/error.h"
#include "core/media/decoder.h"
#include "core/media/picture_format.h"

namespace vidimus::media {

/// What a format's header says, read by our own few lines, so that no decoder has allocated anything by the time the
/// limits are checked.
struct PictureStructure {
    Format format = Format::Jpeg;
    QSize size;                     ///< as stored
    std::uint64_t decodedBytes = 0; ///< what decoding at full size allocates; JPEG: without the pixels (see below)
    bool complete = true;           ///< false: the data end before the picture does, as far as the header can tell
};

/// For everything but HEIC, AVIF and RAW, which their own libraries open. Checks limits.maxPixels; the other limits
/// are the decoder's affair. For JPEG decodedBytes counts what progressive files keep beside the pixels, as the pixels
/// depend on the scale.
Result<PictureStructure> readStructure(const QByteArray& bytes, Format format, const DecodeLimits& limits);

/// TooLarge above limits.maxPixels, Corrupt when a side is not positive.
Result<void> checkPixels(std::int64_t width, std::int64_t height, const DecodeLimits& limits);

} // namespace vidimus::media
