#include "core/media/decoder.h"

#include <mutex>

#include "core/media/exif_block.h"
#include "core/media/heif_decoder.h"
#include "core/media/jpeg_structure.h"
#include "core/media/media_errors.h"
#include "core/media/picture_format.h"
#include "core/media/picture_structure.h"
#include "core/media/pixels.h"
#include "core/media/png_structure.h"
#include "core/media/qt_decoder.h"
#include "core/media/raw_preview.h"

namespace vidimus::media {

namespace {

constexpr std::uint64_t kLargeDecode = 128ull << 20;

/// Held while a large decode runs, so that several never add up. Small ones get an empty lock.
std::unique_lock<std::mutex> gateFor(std::uint64_t bytes)
{
    static std::mutex gate;
    return bytes > kLargeDecode ? std::unique_lock(gate) : std::unique_lock<std::mutex>();
}

Result<void> checkMemory(std::uint64_t bytes, const DecodeLimits& limits)
{
    if (bytes > limits.maxDecodedBytes)
        return fail(tooMuchMemory(bytes, limits.maxDecodedBytes));
    return {};
}

Result<Format> checkedFormat(const QByteArray& bytes, const DecodeLimits& limits)
{
    if (static_cast<std::uint64_t>(bytes.size()) > limits.maxFileBytes)
        return fail(tooLargeFile(static_cast<std::uint64_t>(bytes.size()), limits.maxFileBytes));
    return recogniseFormat(bytes);
}

/// Damage that the decoder would pass over, or complain of on stderr.
Result<void> checkData(const QByteArray& bytes, Format format)
{
    if (format == Format::Jpeg)
        return checkJpegIsWhole(bytes);
    if (format == Format::Png)
        return checkPngChunks(bytes);
    return {};
}

QImage finished(QImage image, int orientation)
{
    image = upright(image, orientation);
    toSrgb(image);
    return image;
}

Result<QImage> decodeStored(const QByteArray& bytes, Format format, int shortSide, const DecodeLimits& limits)
{
    const auto structure = readStructure(bytes, format, limits);
    if (!structure)
        return fail(structure.error());
    if (!structure->complete)
        return fail(endsTooEarly());
    const DecodePlan plan = planDecode(*structure, shortSide);
    if (const auto checked = checkMemory(plan.bytes, limits); !checked)
        return fail(checked.error());
    if (const auto whole = checkData(bytes, format); !whole)
        return fail(whole.error());
    const auto gate = gateFor(plan.bytes);
    return decodeWithQt(bytes, *structure, plan);
}

Result<QImage> decodeHeifUpright(const QByteArray& bytes, Format format, int shortSide, const DecodeLimits& limits)
{
    const auto size = readHeifSize(bytes, format, limits);
    if (!size)
        return fail(size.error());
    const std::uint64_t needed = heifBytes(*size);
    if (const auto checked = checkMemory(needed, limits); !checked)
        return fail(checked.error());
    const auto gate = gateFor(needed);
    auto image = decodeHeif(bytes, format, shortSide, limits);
    if (!image)
        return image;
    return finished(*std::move(image), 1);
}

Result<QImage> decodeRaw(const QByteArray& bytes, int shortSide, const DecodeLimits& limits)
{
    auto raw = readRaw(bytes, RawPart::Preview);
    if (!raw)
        return fail(raw.error());
    if (raw->previewJpeg.isEmpty()) {
        const QSize size = raw->previewBitmap.size();
        return finished(shrink(std::move(raw->previewBitmap), shrinkFactor(size, shortSide)), raw->orientation);
    }
    auto image = decodeStored(raw->previewJpeg, Format::Jpeg, shortSide, limits);
    if (!image)
        return image;
    return finished(*std::move(image), raw->orientation);
}

} // namespace

Result<PictureHeader> readHeader(const QByteArray& bytes, const DecodeLimits& limits)
{
    const auto format = checkedFormat(bytes, limits);
    if (!format)
        return fail(format.error());
    PictureHeader header;
    header.format = formatName(*format);
    switch (*format) {
    case Format::Heic:
    case Format::Avif: {
        const auto size = readHeifSize(bytes, *format, limits);
        if (!size)
            return fail(size.error());
        header.storedSize = *size;
        return header;
    }
    case Format::Raw: {
        const auto raw = readRaw(bytes, RawPart::Header);
        if (!raw)
            return fail(raw.error());
        if (const auto checked = checkPixels(raw->size.width(), raw->size.height(), limits); !checked)
            return fail(checked.error());
        header.storedSize = raw->size;
        return header;
    }
    default: {
        const auto structure = readStructure(bytes, *format, limits);
        if (!structure)
            return fail(structure.error());
        header.storedSize = structure->size;
        return header;
    }
    }
}

Result<QImage> decode(const QByteArray& bytes, int shortSide, const DecodeLimits& limits)
{
    const auto format = checkedFormat(bytes, limits);
    if (!format)
        return fail(format.error());
    switch (*format) {
    case Format::Heic:
    case Format::Avif:
        return decodeHeifUpright(bytes, *format, shortSide, limits);
    case Format::Raw:
        return decodeRaw(bytes, shortSide, limits);
    default: {
        auto image = decodeStored(bytes, *format, shortSide, limits);
        if (!image)
            return image;
        return finished(*std::move(image), exifOrientation(findExif(bytes, *format)));
    }
    }
}

} // namespace vidimus::media
