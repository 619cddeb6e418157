#include "core/media/exif_block.h"

#include "core/media/jpeg_structure.h"
#include "core/media/png_structure.h"
#include "core/media/tiff_structure.h"
#include "core/media/webp_structure.h"

namespace vidimus::media {

namespace {

QByteArray view(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size());
}

/// Some writers keep JPEG's prefix where the container already says what the block is.
QByteArray withoutPrefix(const QByteArray& block)
{
    constexpr QByteArrayView kPrefix("Exif\0\0", 6);
    return block.startsWith(kPrefix) ? block.sliced(kPrefix.size()) : block;
}

} // namespace

QByteArray findExif(const QByteArray& bytes, Format format)
{
    switch (format) {
    case Format::Jpeg: {
        const auto structure = readJpegStructure(bytes);
        return structure ? view(structure->exif) : QByteArray();
    }
    case Format::Png:
        return withoutPrefix(pngExif(bytes));
    case Format::WebP:
        return withoutPrefix(view(webpExif(bytes)));
    case Format::Tiff:
        return bytes;
    default:
        return {};
    }
}

int exifOrientation(const QByteArray& exif)
{
    return tiffOrientation(exif);
}

} // namespace vidimus::media
