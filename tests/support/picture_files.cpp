#include "tests/support/picture_files.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include <QBuffer>
#include <QFile>
#include <QImageWriter>

#include <exiv2/exiv2.hpp>

#include "tests/support/picture_maker.h"

namespace vidimus::test {

namespace {

QFile qtFile(const std::filesystem::path& file)
{
    return QFile(file);
}

void appendNumber16(QByteArray& bytes, int value)
{
    bytes.append(static_cast<char>(value & 0xFF));
    bytes.append(static_cast<char>(value >> 8 & 0xFF));
}

/// LZW data that never compresses: a clear code before the decoder's table would need wider codes.
QByteArray gifPixels(const QImage& indexed)
{
    constexpr unsigned kClear = 256;
    constexpr unsigned kEnd = 257;
    constexpr int kBits = 9;
    QByteArray packed;
    unsigned pending = 0;
    int pendingBits = 0;
    const auto put = [&](unsigned code) {
        pending |= code << pendingBits;
        for (pendingBits += kBits; pendingBits >= 8; pendingBits -= 8, pending >>= 8)
            packed.append(static_cast<char>(pending & 0xFF));
    };
    int sinceClear = 0;
    put(kClear);
    for (int y = 0; y < indexed.height(); ++y) {
        for (int x = 0; x < indexed.width(); ++x) {
            if (++sinceClear > 250) {
                put(kClear);
                sinceClear = 1;
            }
            put(static_cast<unsigned>(indexed.pixelIndex(x, y)));
        }
    }
    put(kEnd);
    if (pendingBits > 0)
        packed.append(static_cast<char>(pending & 0xFF));
    QByteArray blocks;
    for (qsizetype at = 0; at < packed.size(); at += 255) {
        const QByteArray block = packed.mid(at, 255);
        blocks.append(static_cast<char>(block.size()));
        blocks.append(block);
    }
    blocks.append('\0');
    return blocks;
}

std::string degrees(double value)
{
    const double size = std::abs(value);
    const int whole = static_cast<int>(size);
    const int minutes = static_cast<int>((size - whole) * 60);
    const long hundredths = std::lround((size - whole - minutes / 60.0) * 360'000);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%d/1 %d/1 %ld/100", whole, minutes, hundredths);
    return text.data();
}

} // namespace

QByteArray encoded(const QImage& image, const char* format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    if (!writer.write(image))
        throw std::runtime_error("cannot write a picture as " + std::string(format) + ": " +
                                 writer.errorString().toStdString());
    return bytes;
}

QByteArray gifBytes(const QImage& image, int frames)
{
    const QImage indexed = image.convertToFormat(QImage::Format_Indexed8);
    QByteArray bytes("GIF89a");
    appendNumber16(bytes, indexed.width());
    appendNumber16(bytes, indexed.height());
    bytes.append(QByteArray::fromHex("700000")); // no global palette
    for (int frame = 0; frame < frames; ++frame) {
        bytes.append(QByteArray::fromHex("21f904000a000000")); // shown for a tenth of a second
        bytes.append(QByteArray::fromHex("2c00000000"));
        appendNumber16(bytes, indexed.width());
        appendNumber16(bytes, indexed.height());
        bytes.append(static_cast<char>(0x87)); // own palette of 256
        for (int i = 0; i < 256; ++i) {
            const QRgb colour = i < indexed.colorCount() ? indexed.color(i) : qRgb(0, 0, 0);
            bytes.append(static_cast<char>((qRed(colour) + 60 * frame) & 0xFF));
            bytes.append(static_cast<char>(qGreen(colour)));
            bytes.append(static_cast<char>(qBlue(colour)));
        }
        bytes.append('\x08');
        bytes.append(gifPixels(indexed));
    }
    bytes.append(';');
    return bytes;
}

QByteArray withExif(const QByteArray& picture, const ExifFields& fields)
{
    try {
        auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(picture.constData()),
                                               static_cast<std::size_t>(picture.size()));
        image->readMetadata();
        Exiv2::ExifData& exif = image->exifData();
        if (!fields.taken.empty()) {
            exif["Exif.Photo.DateTimeOriginal"] = fields.taken;
            exif["Exif.Image.DateTime"] = fields.taken;
        }
        if (fields.orientation != 0)
            exif["Exif.Image.Orientation"] = static_cast<std::uint16_t>(fields.orientation);
        if (!fields.make.empty())
            exif["Exif.Image.Make"] = fields.make;
        if (!fields.model.empty())
            exif["Exif.Image.Model"] = fields.model;
        if (fields.place) {
            exif["Exif.GPSInfo.GPSLatitudeRef"] = fields.place->latitude < 0 ? "S" : "N";
            exif["Exif.GPSInfo.GPSLatitude"] = degrees(fields.place->latitude);
            exif["Exif.GPSInfo.GPSLongitudeRef"] = fields.place->longitude < 0 ? "W" : "E";
            exif["Exif.GPSInfo.GPSLongitude"] = degrees(fields.place->longitude);
        }
        image->writeMetadata();
        Exiv2::BasicIo& io = image->io();
        if (io.open() != 0)
            throw std::runtime_error("cannot read back a picture with metadata");
        QByteArray result(static_cast<qsizetype>(io.size()), Qt::Uninitialized);
        io.read(reinterpret_cast<Exiv2::byte*>(result.data()), static_cast<std::size_t>(result.size()));
        io.close();
        return result;
    } catch (const Exiv2::Error& error) {
        throw std::runtime_error(std::string("cannot write metadata: ") + error.what());
    }
}

QByteArray withJpegComment(const QByteArray& jpeg, const std::string& comment)
{
    if (!jpeg.startsWith("\xFF\xD8") || comment.size() > 65'000)
        throw std::runtime_error("a comment of at most 65,000 bytes goes into a JPEG only");
    const auto length = static_cast<int>(comment.size()) + 2;
    QByteArray segment("\xFF\xFE");
    segment.append(static_cast<char>(length >> 8));
    segment.append(static_cast<char>(length & 0xFF));
    segment.append(comment.data(), static_cast<qsizetype>(comment.size()));
    // Before everything else but an APP0 (JFIF), which must come first.
    qsizetype at = 2;
    if (jpeg.size() > 6 && jpeg.mid(2, 2) == QByteArray("\xFF\xE0"))
        at = 4 + (static_cast<unsigned char>(jpeg[4]) << 8) + static_cast<unsigned char>(jpeg[5]);
    QByteArray result;
    result.reserve(jpeg.size() + segment.size());
    result.append(jpeg.constData(), at).append(segment).append(jpeg.constData() + at, jpeg.size() - at);
    return result;
}

void writeFile(const std::filesystem::path& file, const QByteArray& bytes)
{
    QFile out = qtFile(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.flush())
        throw std::runtime_error("cannot write " + file.string() + ": " + out.errorString().toStdString());
}

QByteArray readWholeFile(const std::filesystem::path& file)
{
    QFile in = qtFile(file);
    if (!in.open(QIODevice::ReadOnly))
        throw std::runtime_error("cannot read " + file.string() + ": " + in.errorString().toStdString());
    return in.readAll();
}

std::filesystem::path writePicture(const std::filesystem::path& file, const QImage& image, int quality)
{
    std::string extension = file.extension().string();
    extension.erase(0, 1);
    writeFile(file, extension == "gif" ? gifBytes(image) : encoded(image, extension.c_str(), quality));
    return file;
}

std::vector<std::filesystem::path> writePictures(const std::filesystem::path& folder, const PictureSet& set)
{
    std::filesystem::create_directories(folder);
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < set.count; ++i) {
        std::array<char, 16> number{};
        std::snprintf(number.data(), number.size(), "%05d", i + 1);
        const std::filesystem::path file = folder / (set.prefix + number.data() + "." + set.extension);
        const QImage image = photoPicture(set.size, set.firstSeed + static_cast<std::uint64_t>(i));
        files.push_back(writePicture(file, image, set.quality));
    }
    return files;
}

} // namespace vidimus::test
