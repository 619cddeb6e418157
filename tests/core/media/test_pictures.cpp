#include "test_pictures.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QBuffer>
#include <QColor>
#include <QImageWriter>

namespace vidimus::media::test {

namespace {

std::uint32_t crc32(const QByteArray& bytes)
{
    std::uint32_t crc = 0xFFFFFFFFu;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320u : 0);
    }
    return crc ^ 0xFFFFFFFFu;
}

Field field(std::uint16_t tag, std::uint16_t type, std::uint32_t count, const QByteArray& values)
{
    Field made;
    made.tag = tag;
    made.type = type;
    made.count = count;
    made.values = values;
    return made;
}

void align(QByteArray& file)
{
    if (file.size() % 2 != 0)
        file.append('\0');
}

/// Appends what the directory points to, then the directory; returns where it starts.
std::uint32_t append(QByteArray& file, const Directory& directory, std::uint32_t* nextPointer)
{
    QByteArray entries;
    for (const Field& source : directory.fields) {
        Field written = source;
        if (!source.children.isEmpty()) {
            written.values.clear();
            for (const Directory& child : source.children)
                written.values += littleEndian(append(file, child, nullptr), 4);
        } else if (!source.blob.isEmpty()) {
            align(file);
            written.values = littleEndian(static_cast<std::uint64_t>(file.size()), 4);
            file += source.blob;
        }
        QByteArray value = written.values;
        if (value.size() > 4) {
            align(file);
            const QByteArray offset = littleEndian(static_cast<std::uint64_t>(file.size()), 4);
            file += value;
            value = offset;
        }
        entries += littleEndian(written.tag, 2) + littleEndian(written.type, 2) + littleEndian(written.count, 4) +
                   value.leftJustified(4, '\0');
    }
    align(file);
    const auto start = static_cast<std::uint32_t>(file.size());
    file += littleEndian(static_cast<std::uint64_t>(directory.fields.size()), 2) + entries;
    if (nextPointer != nullptr)
        *nextPointer = static_cast<std::uint32_t>(file.size());
    file += littleEndian(0, 4);
    return start;
}

} // namespace

QImage quarters(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const bool right = x >= width / 2;
            const bool lower = y >= height / 2;
            image.setPixel(x, y, lower ? (right ? 0xFFE0E000u : 0xFF0000E0u) : (right ? 0xFF00C000u : 0xFFE00000u));
        }
    }
    return image;
}

QColor cornerColour(const QImage& image, Corner corner)
{
    const bool right = corner == Corner::TopRight || corner == Corner::BottomRight;
    const bool lower = corner == Corner::BottomLeft || corner == Corner::BottomRight;
    const int x = right ? image.width() - 1 - image.width() / 8 : image.width() / 8;
    const int y = lower ? image.height() - 1 - image.height() / 8 : image.height() / 8;
    return image.pixelColor(x, y);
}

QImage storedAs(const QImage& upright, int orientation)
{
    const int width = upright.width();
    const int height = upright.height();
    const bool sideways = orientation >= 5;
    // First stored row: top 1 2, bottom 3 4, left 5 8, right 6 7.
    // First stored column: left 1 4, right 2 3, top 5 6, bottom 7 8.
    const bool rowsBackwards = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const bool columnsBackwards = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    QImage stored(sideways ? height : width, sideways ? width : height, upright.format());
    for (int row = 0; row < stored.height(); ++row) {
        for (int column = 0; column < stored.width(); ++column) {
            const int alongRows = rowsBackwards ? stored.height() - 1 - row : row;
            const int alongColumns = columnsBackwards ? stored.width() - 1 - column : column;
            stored.setPixel(column, row,
                            sideways ? upright.pixel(alongRows, alongColumns) : upright.pixel(alongColumns, alongRows));
        }
    }
    return stored;
}

QByteArray encoded(const QImage& image, const char* format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    if (qstrcmp(format, "png") != 0)
        writer.setQuality(quality);
    if (!writer.write(image))
        qFatal("cannot write %s: %s", format, qPrintable(writer.errorString()));
    return bytes;
}

QImage photoLike(int width, int height)
{
    // The sum of four uniform values is close enough to a sensor's noise.
    std::array<float, 4096> noise{};
    std::uint32_t state = 1;
    const auto random = [&state] { return state = state * 1664525u + 1013904223u; };
    for (float& value : noise) {
        float sum = 0;
        for (int i = 0; i < 4; ++i)
            sum += static_cast<float>(random() >> 8) / static_cast<float>(1 << 24);
        value = (sum - 2.f) * 10.f;
    }
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        auto* row = reinterpret_cast<QRgb*>(image.scanLine(y));
        const float fy = static_cast<float>(y);
        for (int x = 0; x < width; ++x) {
            const float fx = static_cast<float>(x);
            const float grain = noise[random() >> 20];
            const float wide = 60.f * std::sin(fx * 0.004f) * std::cos(fy * 0.003f);
            const float fine = 25.f * std::sin((fx + fy) * 0.05f) * std::sin(fx * 0.011f);
            const auto byte = [](float value) { return static_cast<int>(std::clamp(value, 0.f, 255.f)); };
            row[x] = qRgb(byte(128.f + wide + fine + grain), byte(118.f + wide * 0.8f + fine + grain),
                          byte(104.f - wide * 0.5f + fine + grain));
        }
    }
    return image;
}

QByteArray littleEndian(std::uint64_t value, int bytes)
{
    QByteArray result;
    for (int i = 0; i < bytes; ++i)
        result.append(static_cast<char>(value >> (8 * i) & 0xFF));
    return result;
}

QByteArray bigEndian(std::uint64_t value, int bytes)
{
    QByteArray result = littleEndian(value, bytes);
    std::reverse(result.begin(), result.end());
    return result;
}

Field text(std::uint16_t tag, const QByteArray& value)
{
    const QByteArray ended = value + '\0';
    return field(tag, 2, static_cast<std::uint32_t>(ended.size()), ended);
}

Field shorts(std::uint16_t tag, std::initializer_list<std::uint16_t> values)
{
    QByteArray bytes;
    for (const std::uint16_t value : values)
        bytes += littleEndian(value, 2);
    return field(tag, 3, static_cast<std::uint32_t>(values.size()), bytes);
}

Field longs(std::uint16_t tag, std::initializer_list<std::uint32_t> values)
{
    QByteArray bytes;
    for (const std::uint32_t value : values)
        bytes += littleEndian(value, 4);
    return field(tag, 4, static_cast<std::uint32_t>(values.size()), bytes);
}

Field rationals(std::uint16_t tag, std::initializer_list<std::pair<std::uint32_t, std::uint32_t>> values)
{
    QByteArray bytes;
    for (const auto& [numerator, denominator] : values)
        bytes += littleEndian(numerator, 4) + littleEndian(denominator, 4);
    return field(tag, 5, static_cast<std::uint32_t>(values.size()), bytes);
}

Field bytes(std::uint16_t tag, const QByteArray& value)
{
    return field(tag, 1, static_cast<std::uint32_t>(value.size()), value);
}

Field subDirectories(std::uint16_t tag, const QList<Directory>& directories)
{
    Field made = field(tag, 4, static_cast<std::uint32_t>(directories.size()), {});
    made.children = directories;
    return made;
}

Field blob(std::uint16_t tag, const QByteArray& data)
{
    Field made = field(tag, 4, 1, {});
    made.blob = data;
    return made;
}

QByteArray tiff(const QList<Directory>& pages)
{
    QByteArray file("II*\0\0\0\0\0", 8);
    std::uint32_t pointer = 4;
    for (const Directory& page : pages) {
        std::uint32_t next = 0;
        const std::uint32_t start = append(file, page, &next);
        file.replace(static_cast<qsizetype>(pointer), 4, littleEndian(start, 4));
        pointer = next;
    }
    return file;
}

Directory rgbPage(const QImage& image)
{
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    QByteArray pixels;
    for (int y = 0; y < rgb.height(); ++y)
        pixels.append(reinterpret_cast<const char*>(rgb.constScanLine(y)), rgb.width() * 3);
    const auto width = static_cast<std::uint32_t>(rgb.width());
    const auto height = static_cast<std::uint32_t>(rgb.height());
    return {{longs(256, {width}), longs(257, {height}), shorts(258, {8, 8, 8}), shorts(259, {1}), shorts(262, {2}),
             blob(273, pixels), shorts(277, {3}), longs(278, {height}), longs(279, {width * height * 3})}};
}

QByteArray exifWithOrientation(int orientation)
{
    return tiff({{{shorts(0x0112, {static_cast<std::uint16_t>(orientation)})}}});
}

QByteArray jpegWithSegment(const QByteArray& jpeg, std::uint8_t marker, const QByteArray& payload)
{
    QByteArray segment("\xFF", 1);
    segment += static_cast<char>(marker);
    segment += bigEndian(static_cast<std::uint64_t>(payload.size()) + 2, 2) + payload;
    return jpeg.first(2) + segment + jpeg.sliced(2);
}

QByteArray jpegWithExif(const QByteArray& jpeg, const QByteArray& exif)
{
    return jpegWithSegment(jpeg, 0xE1, QByteArray("Exif\0\0", 6) + exif);
}

QByteArray pngChunk(const QByteArray& type, const QByteArray& data)
{
    return bigEndian(static_cast<std::uint64_t>(data.size()), 4) + type + data + bigEndian(crc32(type + data), 4);
}

QByteArray pngWithChunk(const QByteArray& png, const QByteArray& type, const QByteArray& data)
{
    constexpr qsizetype kBehindHeader = 8 + 12 + 13;
    return png.first(kBehindHeader) + pngChunk(type, data) + png.sliced(kBehindHeader);
}

QByteArray webpWithExif(const QByteArray& webp, QSize size, const QByteArray& exif)
{
    const auto chunk = [](const QByteArray& type, const QByteArray& data) {
        return type + littleEndian(static_cast<std::uint64_t>(data.size()), 4) + data +
               (data.size() % 2 != 0 ? QByteArray(1, '\0') : QByteArray());
    };
    constexpr char kHasExif = 0x08;
    const QByteArray extended = QByteArray(1, kHasExif) + QByteArray(3, '\0') +
                                littleEndian(static_cast<std::uint64_t>(size.width() - 1), 3) +
                                littleEndian(static_cast<std::uint64_t>(size.height() - 1), 3);
    const QByteArray body = "WEBP" + chunk("VP8X", extended) + webp.sliced(12) + chunk("EXIF", exif);
    return "RIFF" + littleEndian(static_cast<std::uint64_t>(body.size()), 4) + body;
}

QByteArray tiffWithOrientation(QByteArray tiff, int orientation)
{
    const bool big = tiff.startsWith("MM");
    const auto number = [&](qsizetype at, int count) {
        std::uint64_t value = 0;
        for (int i = 0; i < count; ++i)
            value = value << 8 | static_cast<unsigned char>(tiff[at + (big ? i : count - 1 - i)]);
        return static_cast<qsizetype>(value);
    };
    const qsizetype directory = number(4, 4);
    for (qsizetype i = 0; i < number(directory, 2); ++i) {
        const qsizetype entry = directory + 2 + i * 12;
        if (number(entry, 2) == 0x0112)
            tiff[entry + (big ? 9 : 8)] = static_cast<char>(orientation);
    }
    return tiff;
}

QByteArray gif(QSize screen, const QList<std::pair<QSize, QColor>>& frames, bool firstIsTransparent)
{
    QByteArray file("GIF89a");
    file += littleEndian(static_cast<std::uint64_t>(screen.width()), 2) +
            littleEndian(static_cast<std::uint64_t>(screen.height()), 2) + QByteArray("\0\0\0", 3);
    for (const auto& [size, colour] : frames) {
        if (firstIsTransparent)
            file += QByteArray("\x21\xF9\x04\x01\x00\x00\x00\x00", 8);
        file += ',' + littleEndian(0, 4) + littleEndian(static_cast<std::uint64_t>(size.width()), 2) +
                littleEndian(static_cast<std::uint64_t>(size.height()), 2);
        file += '\x81'; // a local table of four colours
        file += QByteArray(1, static_cast<char>(colour.red())) + static_cast<char>(colour.green()) +
                static_cast<char>(colour.blue()) + QByteArray(9, '\0');
        // Codes of three bits: clear (4) before every second pixel keeps them from growing; end (5) last.
        QByteArray data;
        int held = 0;
        unsigned bits = 0;
        const auto put = [&](unsigned code) {
            bits |= code << held;
            for (held += 3; held >= 8; held -= 8, bits >>= 8)
                data.append(static_cast<char>(bits & 0xFF));
        };
        for (int i = 0; i < size.width() * size.height(); ++i) {
            if (i % 2 == 0)
                put(4);
            put(0);
        }
        put(5);
        data.append(static_cast<char>(bits & 0xFF));
        file += '\x02';
        for (qsizetype at = 0; at < data.size(); at += 255) {
            const QByteArray block = data.mid(at, 255);
            file += static_cast<char>(block.size()) + block;
        }
        file += '\0';
    }
    file += ';';
    return file;
}

QByteArray dng(const QByteArray& previewJpeg, QSize sensor, int orientation)
{
    const auto width = static_cast<std::uint32_t>(sensor.width());
    const auto height = static_cast<std::uint32_t>(sensor.height());
    QByteArray samples;
    for (std::uint32_t i = 0; i < width * height; ++i)
        samples += littleEndian(1000, 2);
    const Directory raw{{longs(254, {0}), longs(256, {width}), longs(257, {height}), shorts(258, {16}),
                         shorts(259, {1}), shorts(262, {32803}), blob(273, samples), shorts(277, {1}),
                         longs(278, {height}), longs(279, {width * height * 2}), shorts(33421, {2, 2}),
                         bytes(33422, QByteArray("\0\1\1\2", 4))}};
    const QImage preview = QImage::fromData(previewJpeg, "jpeg");
    const Directory jpeg{{longs(254, {1}), longs(256, {static_cast<std::uint32_t>(preview.width())}),
                          longs(257, {static_cast<std::uint32_t>(preview.height())}), shorts(258, {8, 8, 8}),
                          shorts(259, {7}), shorts(262, {6}), blob(273, previewJpeg), shorts(277, {3}),
                          longs(278, {static_cast<std::uint32_t>(preview.height())}),
                          longs(279, {static_cast<std::uint32_t>(previewJpeg.size())})}};
    Directory first = rgbPage(QImage(16, 12, QImage::Format_RGB32));
    first.fields.prepend(longs(254, {1}));
    first.fields += {text(271, "Vidimus"),
                     text(272, "Test One"),
                     shorts(274, {static_cast<std::uint16_t>(orientation)}),
                     text(306, "2021:03:04 05:06:07"),
                     subDirectories(330, {raw, jpeg}),
                     bytes(50706, QByteArray("\1\4\0\0", 4)),
                     bytes(50707, QByteArray("\1\1\0\0", 4)),
                     text(50708, "Vidimus Test One")};
    std::sort(first.fields.begin(), first.fields.end(), [](const Field& a, const Field& b) { return a.tag < b.tag; });
    return tiff({first});
}

} // namespace vidimus::media::test
