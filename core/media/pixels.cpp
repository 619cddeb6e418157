#include "core/media/pixels.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <QColorSpace>
#include <QTransform>

#include "core/media/decoder.h"

namespace vidimus::media {

namespace {

constexpr std::int64_t kLongestRatio = 8;

/// Rows of `image` from `top`, without copying the pixels.
QImage rowsOf(const QImage& image, int top, int count)
{
    QImage rows(image.constScanLine(top), image.width(), count, image.bytesPerLine(), image.format());
    if (image.colorCount() > 0)
        rows.setColorTable(image.colorTable()); // copies these rows: a view cannot hold a table
    return rows;
}

/// Averages rows of 32-bit pixels into one row: sums down the columns first, which compilers turn into vector code.
void averageRows(const QImage& source, int top, int factor, std::vector<std::uint32_t>& sums, std::uint8_t* target,
                 int targetWidth)
{
    const int rowCount = std::min(factor, source.height() - top);
    const std::size_t channels = static_cast<std::size_t>(source.width()) * 4;
    std::fill(sums.begin(), sums.end(), 0u);
    for (int y = top; y < top + rowCount; ++y) {
        const std::uint8_t* row = source.constScanLine(y);
        std::uint32_t* sum = sums.data();
        for (std::size_t i = 0; i < channels; ++i)
            sum[i] += row[i];
    }
    for (int x = 0; x < targetWidth; ++x) {
        const int left = x * factor;
        const int columnCount = std::min(factor, source.width() - left);
        std::uint64_t total[4] = {};
        const std::uint32_t* sum = sums.data() + static_cast<std::size_t>(left) * 4;
        for (int column = 0; column < columnCount; ++column, sum += 4) {
            for (int channel = 0; channel < 4; ++channel)
                total[channel] += sum[channel];
        }
        const std::uint64_t count = static_cast<std::uint64_t>(rowCount) * static_cast<std::uint64_t>(columnCount);
        for (int channel = 0; channel < 4; ++channel)
            target[x * 4 + channel] = static_cast<std::uint8_t>((total[channel] + count / 2) / count);
    }
}

bool isOpaque(const QImage& image)
{
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        QRgb all = 0xFF000000u;
        for (int x = 0; x < image.width(); ++x)
            all &= row[x];
        if (all != 0xFF000000u)
            return false;
    }
    return true;
}

/// To RGB32 or ARGB32_Premultiplied at full size.
QImage converted(QImage image)
{
    const bool alpha = image.hasAlphaChannel();
    image.convertTo(alpha ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    return image;
}

QImage averaged(const QImage& image, int factor)
{
    const bool alpha = image.hasAlphaChannel();
    const QImage::Format format = alpha ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32;
    const QSize size = shrunk(image.size(), factor);
    QImage result(size, format);
    if (result.isNull())
        return result;
    std::vector<std::uint32_t> sums(static_cast<std::size_t>(image.width()) * 4);
    // Strips of about a megabyte stay in the cache between conversion and averaging.
    const int blocks = std::max(1, (1 << 18) / std::max(1, image.width()) / factor);
    for (int block = 0; block < size.height(); block += blocks) {
        const int top = block * factor;
        const int rowCount = std::min(blocks * factor, image.height() - top);
        QImage strip = rowsOf(image, top, rowCount);
        if (strip.format() != format)
            strip = strip.convertToFormat(format);
        if (strip.isNull())
            return {};
        for (int i = 0; i < blocks && block + i < size.height(); ++i)
            averageRows(strip, i * factor, factor, sums, result.scanLine(block + i), size.width());
    }
    result.setColorSpace(image.colorSpace());
    return result;
}

} // namespace

int shrinkFactor(QSize size, int shortSide)
{
    const std::int64_t shorter = std::min(size.width(), size.height());
    const std::int64_t longer = std::max(size.width(), size.height());
    const std::int64_t wanted = std::max(1, shortSide);
    const std::int64_t longest = wanted * kLongestRatio;
    const std::int64_t factor = std::max(shorter / wanted, (longer + longest - 1) / longest);
    return static_cast<int>(std::max<std::int64_t>(1, factor));
}

QSize shrunk(QSize size, int factor)
{
    const auto divided = [&](int side) { return side / factor + (side % factor != 0 ? 1 : 0); };
    return {divided(size.width()), divided(size.height())};
}

QImage shrink(QImage image, int factor)
{
    QImage result = factor > 1 ? averaged(image, factor) : converted(std::move(image));
    if (result.format() == QImage::Format_ARGB32_Premultiplied && isOpaque(result))
        result.reinterpretAsFormat(QImage::Format_RGB32);
    return result;
}

QImage upright(const QImage& image, int orientation)
{
    switch (orientation) {
    case 2:
        return image.mirrored(true, false);
    case 3:
        return image.mirrored(true, true);
    case 4:
        return image.mirrored(false, true);
    case 5:
        return image.transformed(QTransform().rotate(90)).mirrored(true, false);
    case 6:
        return image.transformed(QTransform().rotate(90));
    case 7:
        return image.transformed(QTransform().rotate(270)).mirrored(true, false);
    case 8:
        return image.transformed(QTransform().rotate(270));
    default:
        return image;
    }
}

void toSrgb(QImage& image)
{
    const QColorSpace space = image.colorSpace();
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    const bool usable = space.isValid() && space.colorModel() == QColorSpace::ColorModel::Rgb;
#else
    const bool usable = space.isValid();
#endif
    if (usable && space != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    image.setColorSpace(QColorSpace());
}

RgbImage toRgbImage(const QImage& image)
{
    RgbImage rgb;
    if (image.isNull())
        return rgb;
    rgb.width = image.width();
    rgb.height = image.height();
    const std::size_t rowBytes = static_cast<std::size_t>(rgb.width) * 3;
    rgb.pixels.resize(rowBytes * static_cast<std::size_t>(rgb.height));
    const bool alpha = image.hasAlphaChannel();
    const QImage source = image.convertToFormat(alpha ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB888);
    for (int y = 0; y < rgb.height; ++y) {
        std::uint8_t* target = rgb.pixels.data() + rowBytes * static_cast<std::size_t>(y);
        if (!alpha) {
            std::copy_n(source.constScanLine(y), rowBytes, target);
            continue;
        }
        const auto* row = reinterpret_cast<const QRgb*>(source.constScanLine(y));
        for (int x = 0; x < rgb.width; ++x, target += 3) {
            const int white = 255 - qAlpha(row[x]); // premultiplied, so the sum stays within a byte
            target[0] = static_cast<std::uint8_t>(qRed(row[x]) + white);
            target[1] = static_cast<std::uint8_t>(qGreen(row[x]) + white);
            target[2] = static_cast<std::uint8_t>(qBlue(row[x]) + white);
        }
    }
    return rgb;
}

} // namespace vidimus::media
