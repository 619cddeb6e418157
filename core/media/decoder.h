#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QByteArray>
#include <QImage>
#include <QSize>

#include "core/base/error.h"
#include "core/base/rgb_image.h"

namespace vidimus::media {

/// Settings that the libraries below keep for the whole process: Qt's allocation limit is raised to ours (1 GiB: a
/// higher DecodeLimits::maxDecodedBytes has no effect), and Qt's image plugins, libtiff and exiv2 stop writing to
/// stderr what comes back as an Error anyway (Qt's by a logging filter behind the present one). Call once, before the
/// first decode; further calls do nothing. Thread: any.
void initialise();

struct DecodeLimits {
    std::uint64_t maxFileBytes = 512ull << 20;
    std::int64_t maxPixels = 400'000'000;       ///< of the picture as stored, checked from its header before decoding
    std::uint64_t maxDecodedBytes = 1ull << 30; ///< what decoding would allocate; formats that decode scaled cost less
};

/// What the header says, before any pixel is decoded.
struct PictureHeader {
    std::string format; ///< "jpeg", "png", …, decided from the content, never from the file's extension
    QSize storedSize;   ///< before orientation
};

/// NotAPicture, Unsupported, Corrupt or TooLarge, with a sentence that says why (without the file's name).
Result<PictureHeader> readHeader(const QByteArray& bytes, const DecodeLimits& limits = {});

/// Decodes upright (EXIF orientation applied), in sRGB, so that the shorter side has at least `shortSide` pixels where
/// the picture has them, and the longer at most eight times as many (the latter wins for panoramas). JPEG is decoded at
/// a reduced scale directly. Format RGB32, or ARGB32_Premultiplied where a pixel is not opaque.
/// First frame of an animation. Decodes above 128 MiB run one at a time in the process, so that memory stays bounded.
/// Errors as readHeader(). Thread: any.
Result<QImage> decode(const QByteArray& bytes, int shortSide, const DecodeLimits& limits = {});

/// Formats this build reads, as file extensions in lower case without the dot ("jpg", "jpeg", "png", …).
const std::vector<std::string>& pictureExtensions();

/// 8-bit RGB for the models; transparency is laid on white.
RgbImage toRgbImage(const QImage& image);

} // namespace vidimus::media
