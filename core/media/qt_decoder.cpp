#include "core/media/qt_decoder.h"

#include <algorithm>

#include <QBuffer>
#include <QImageReader>

#include "core/media/media_errors.h"
#include "core/media/pixels.h"
#include "core/media/png_structure.h"

namespace vidimus::media {

namespace {

constexpr std::uint64_t kRgb32 = 4;

/// A damaged TIFF makes libtiff seek to places that are not there, of which QBuffer warns on stderr.
class QuietBuffer : public QBuffer {
public:
    bool seek(qint64 position) override { return position >= 0 && position <= size() && QBuffer::seek(position); }
};

std::uint64_t rgb32Bytes(QSize size)
{
    return static_cast<std::uint64_t>(size.width()) * static_cast<std::uint64_t>(size.height()) * kRgb32;
}

/// Qt's name of the handler; asking for it by name keeps every other plugin out.
QByteArray handlerName(const QByteArray& bytes, Format format)
{
    switch (format) {
    case Format::Pnm:
        return bytes[1] == '1' || bytes[1] == '4' ? "pbm" : bytes[1] == '2' || bytes[1] == '5' ? "pgm" : "ppm";
    default:
        return formatName(format);
    }
}

/// The largest part of a JPEG whose sides divide by the scale. With it as clip rectangle Qt's handler takes exactly
/// that scale and makes no second pass; it costs at most seven pixels at the right and lower edge.
QRect evenPart(QSize size, int scale)
{
    return {0, 0, size.width() - size.width() % scale, size.height() - size.height() % scale};
}

} // namespace

DecodePlan planDecode(const PictureStructure& structure, int shortSide)
{
    DecodePlan plan;
    if (structure.format == Format::Jpeg) {
        const int shorter = std::min(structure.size.width(), structure.size.height());
        while (plan.scale < 8 && shorter / (plan.scale * 2) >= std::max(1, shortSide))
            plan.scale *= 2;
        const QSize read = evenPart(structure.size, plan.scale).size() / plan.scale;
        plan.shrink = shrinkFactor(read, shortSide);
        plan.bytes = structure.decodedBytes + rgb32Bytes(read);
        if (plan.shrink > 1)
            plan.bytes += rgb32Bytes(shrunk(read, plan.shrink));
        return plan;
    }
    plan.shrink = shrinkFactor(structure.size, shortSide);
    plan.bytes = structure.decodedBytes + rgb32Bytes(shrunk(structure.size, plan.shrink));
    return plan;
}

Result<QImage> decodeWithQt(const QByteArray& bytes, const PictureStructure& structure, const DecodePlan& plan)
{
    QuietBuffer buffer;
    buffer.setData(structure.format == Format::Png ? withoutPngTexts(bytes) : bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, handlerName(bytes, structure.format));
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(false);
    if (!reader.canRead())
        return fail(reader.error() == QImageReader::UnsupportedFormatError &&
                            !QImageReader::supportedImageFormats().contains(reader.format())
                        ? notBuiltIn(formatName(structure.format))
                        : cannotBeDecoded());
    // The limits were checked against our reading of the header; the decoder must not see a larger picture in it.
    const QSize seen = reader.size();
    if (seen.width() > structure.size.width() || seen.height() > structure.size.height())
        return fail(nonsenseHeader());
    if (plan.scale > 1) {
        const QRect part = evenPart(structure.size, plan.scale);
        reader.setClipRect(part);
        reader.setScaledSize(part.size() / plan.scale);
    }
    QImage image = reader.read();
    if (image.isNull())
        return fail(cannotBeDecoded());
    image = shrink(std::move(image), plan.shrink);
    if (image.isNull())
        return fail(ErrorCode::TooLarge, "There is not enough memory to decode the picture.");
    return image;
}

} // namespace vidimus::media
