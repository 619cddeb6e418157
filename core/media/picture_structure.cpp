#include "core/media/picture_structure.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>

#include "core/media/byte_reader.h"
#include "core/media/jpeg_structure.h"
#include "core/media/media_errors.h"
#include "core/media/png_structure.h"
#include "core/media/tiff_structure.h"
#include "core/media/webp_structure.h"

namespace vidimus::media {

namespace {

/// Of the 32-bit QImage that most formats end in.
constexpr std::uint64_t kRgb32 = 4;

std::uint64_t pixelsOf(QSize size)
{
    return static_cast<std::uint64_t>(size.width()) * static_cast<std::uint64_t>(size.height());
}

Result<PictureStructure> jpeg(QByteArrayView bytes)
{
    const auto jpeg = readJpegStructure(bytes);
    if (!jpeg)
        return fail(jpeg.error());
    PictureStructure structure;
    structure.size = jpeg->size;
    if (jpeg->progressive) // libjpeg keeps all coefficients, two bytes each, until the last scan
        structure.decodedBytes = pixelsOf(jpeg->size) * 2 * static_cast<std::uint64_t>(jpeg->components);
    return structure;
}

Result<PictureStructure> tiff(QByteArrayView bytes)
{
    const auto tiff = readTiffStructure(bytes);
    if (!tiff)
        return fail(tiff.error());
    PictureStructure structure;
    structure.size = tiff->size;
    structure.decodedBytes = tiff->decodedBytes;
    structure.complete = tiff->complete;
    return structure;
}

/// Skips a chain of GIF data sub-blocks; nothing when the bytes end first.
std::optional<std::uint64_t> afterSubBlocks(const ByteReader& gif, std::uint64_t at)
{
    while (gif.has(at, 1)) {
        const std::uint8_t length = gif.u8(at);
        at += 1u + length;
        if (length == 0)
            return at;
    }
    return std::nullopt;
}

/// Up to the end of the first frame: later frames are not shown, so they may be damaged.
Result<PictureStructure> gif(QByteArrayView bytes)
{
    const ByteReader gif(bytes, false);
    if (!gif.has(0, 13))
        return fail(endsTooEarly());
    const auto colourTableBytes = [](std::uint8_t flags) {
        return (flags & 0x80) != 0 ? 3ull << ((flags & 7) + 1) : 0ull;
    };
    PictureStructure structure;
    std::uint64_t at = 13 + colourTableBytes(gif.u8(10));
    while (gif.has(at, 1)) {
        const std::uint8_t introducer = gif.u8(at);
        std::optional<std::uint64_t> next;
        if (introducer == '!') {
            next = afterSubBlocks(gif, at + 2);
        } else if (introducer == ',') {
            int width = gif.u16(6);
            int height = gif.u16(8);
            if (width == 0)
                width = gif.u16(at + 1) + gif.u16(at + 5);
            if (height == 0)
                height = gif.u16(at + 3) + gif.u16(at + 7);
            structure.size = QSize(width, height);
            structure.decodedBytes = pixelsOf(structure.size) * 2 * kRgb32; // the picture and what a frame lays aside
            const std::uint64_t data = at + 10 + colourTableBytes(gif.u8(at + 9)) + 1;
            structure.complete = afterSubBlocks(gif, data).has_value();
            return structure;
        } else {
            return fail(cannotBeDecoded());
        }
        if (!next)
            break;
        at = *next;
    }
    return fail(endsTooEarly());
}

Result<PictureStructure> bmp(QByteArrayView bytes)
{
    const ByteReader bmp(bytes, false);
    constexpr std::uint64_t kFileHeader = 14;
    const std::uint32_t headerSize = bmp.u32(kFileHeader);
    if (headerSize != 12 && headerSize != 40 && headerSize != 64 && headerSize != 108 && headerSize != 124)
        return fail(nonsenseHeader());
    if (!bmp.has(kFileHeader, headerSize))
        return fail(endsTooEarly());
    const bool old = headerSize == 12;
    const auto signedValue = [&](std::uint64_t at) -> std::int64_t {
        return old ? static_cast<std::int16_t>(bmp.u16(at)) : static_cast<std::int32_t>(bmp.u32(at));
    };
    const std::int64_t width = signedValue(18);
    const std::int64_t height = std::abs(signedValue(old ? 20 : 22)); // negative: rows from the top
    const std::uint16_t bits = bmp.u16(old ? 24 : 28);
    const std::uint32_t compression = old ? 0 : bmp.u32(30);
    const bool knownDepth = bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
    if (width <= 0 || height == 0 || height > 0x7FFFFFFF || !knownDepth)
        return fail(nonsenseHeader());

    PictureStructure structure;
    structure.size = QSize(static_cast<int>(width), static_cast<int>(height));
    structure.decodedBytes = pixelsOf(structure.size) * (bits > 8 ? kRgb32 : 1);
    const bool runLength = compression == 1 || compression == 2;
    if (!runLength) {
        const std::uint64_t dataStart = std::max<std::uint64_t>(bmp.u32(10), kFileHeader + headerSize);
        const std::uint64_t rowBytes = (static_cast<std::uint64_t>(width) * bits + 7) / 8;
        const std::uint64_t stride = (rowBytes + 3) / 4 * 4;
        const std::uint64_t rows = static_cast<std::uint64_t>(height);
        structure.complete = dataStart + stride * (rows - 1) + rowBytes <= bmp.size();
    }
    return structure;
}

/// Reads the three numbers of a PNM header (two for bitmaps), between which comments may stand.
class PnmHeader {
public:
    explicit PnmHeader(QByteArrayView bytes) : m_bytes(bytes) {}

    /// -1 when there is none or it is absurdly long.
    std::int64_t number()
    {
        skipBlanks();
        std::int64_t value = -1;
        for (; m_at < m_bytes.size() && isDigit(m_bytes[m_at]); ++m_at) {
            value = std::max<std::int64_t>(value, 0) * 10 + (m_bytes[m_at] - '0');
            if (value > 0x7FFFFFFF)
                return -1;
        }
        return value;
    }
    /// Where the pixels start: one blank behind the last number.
    std::uint64_t dataStart() const { return static_cast<std::uint64_t>(m_at) + 1; }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }

    void skipBlanks()
    {
        for (; m_at < m_bytes.size(); ++m_at) {
            if (m_bytes[m_at] == '#') {
                while (m_at < m_bytes.size() && m_bytes[m_at] != '\n')
                    ++m_at;
            } else if (std::isspace(static_cast<unsigned char>(m_bytes[m_at])) == 0) {
                return;
            }
        }
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 2;
};

Result<PictureStructure> pnm(QByteArrayView bytes)
{
    PnmHeader header(bytes);
    const char kind = bytes[1];
    const bool bitmap = kind == '1' || kind == '4';
    const bool colour = kind == '3' || kind == '6';
    const std::int64_t width = header.number();
    const std::int64_t height = header.number();
    const std::int64_t maximum = bitmap ? 1 : header.number();
    if (width <= 0 || height <= 0 || maximum <= 0 || maximum > 65535)
        return fail(nonsenseHeader());

    PictureStructure structure;
    structure.size = QSize(static_cast<int>(width), static_cast<int>(height));
    const std::uint64_t pixels = pixelsOf(structure.size);
    structure.decodedBytes = pixels * (colour ? kRgb32 : 1);
    // Binary kinds have a fixed size; text kinds need at least one character for a value.
    const std::uint64_t samples = pixels * (colour ? 3 : 1);
    std::uint64_t dataBytes = samples;
    if (kind == '4')
        dataBytes = (static_cast<std::uint64_t>(width) + 7) / 8 * static_cast<std::uint64_t>(height);
    else if (kind >= '5')
        dataBytes = samples * (maximum > 255 ? 2 : 1);
    structure.complete = header.dataStart() + dataBytes <= static_cast<std::uint64_t>(bytes.size());
    return structure;
}

Result<PictureStructure> structureOf(const QByteArray& bytes, Format format)
{
    switch (format) {
    case Format::Jpeg:
        return jpeg(bytes);
    case Format::Png:
        return png(bytes);
    case Format::WebP:
        return webp(bytes);
    case Format::Tiff:
        return tiff(bytes);
    case Format::Bmp:
        return bmp(bytes);
    case Format::Gif:
        return gif(bytes);
    case Format::Pnm:
        return pnm(bytes);
    case Format::Heic:
    case Format::Avif:
    case Format::Raw:
        break;
    }
    return fail(ErrorCode::Internal, "A picture was given to the wrong reader.");
}

} // namespace

Result<PictureStructure> readStructure(const QByteArray& bytes, Format format, const DecodeLimits& limits)
{
    auto structure = structureOf(bytes, format);
    if (!structure)
        return structure;
    structure->format = format;
    if (const auto checked = checkPixels(structure->size.width(), structure->size.height(), limits); !checked)
        return fail(checked.error());
    return structure;
}

Result<void> checkPixels(std::int64_t width, std::int64_t height, const DecodeLimits& limits)
{
    if (width <= 0 || height <= 0)
        return fail(nonsenseHeader());
    if (width > limits.maxPixels / height)
        return fail(tooManyPixels(width, height, limits.maxPixels));
    return {};
}

} // namespace vidimus::media
