#pragma once

#include <cstdint>
#include <initializer_list>
#include <utility>

#include <QByteArray>
#include <QImage>
#include <QList>

/// Pictures and damaged pictures, made byte by byte where a library would refuse to write them.
namespace vidimus::media::test {

/// Four plain quarters: red, green / blue, yellow. No turn or mirror of it looks the same.
QImage quarters(int width, int height);

/// The colour of the quarter at this corner, well inside it.
enum class Corner { TopLeft, TopRight, BottomLeft, BottomRight };
QColor cornerColour(const QImage& image, Corner corner);

/// How a camera held differently would store `upright`, by EXIF's own words: which side of the scene the first stored
/// row and column are.
QImage storedAs(const QImage& upright, int orientation);

QByteArray encoded(const QImage& image, const char* format, int quality = 92);

/// A picture with noise and gradients, whose JPEG has about the size of a photograph's.
QImage photoLike(int width, int height);

// --- numbers ---------------------------------------------------------------------------------------------------------
QByteArray littleEndian(std::uint64_t value, int bytes);
QByteArray bigEndian(std::uint64_t value, int bytes);

// --- TIFF and EXIF ---------------------------------------------------------------------------------------------------
struct Directory;

/// A field of a little-endian TIFF directory. One of: plain values, sub-directories, or a blob whose place in the file
/// becomes the value.
struct Field {
    std::uint16_t tag = 0;
    std::uint16_t type = 0;
    std::uint32_t count = 0;
    QByteArray values;
    QList<Directory> children;
    QByteArray blob;
};

struct Directory {
    QList<Field> fields;
};

Field text(std::uint16_t tag, const QByteArray& value);
Field shorts(std::uint16_t tag, std::initializer_list<std::uint16_t> values);
Field longs(std::uint16_t tag, std::initializer_list<std::uint32_t> values);
Field rationals(std::uint16_t tag, std::initializer_list<std::pair<std::uint32_t, std::uint32_t>> values);
Field bytes(std::uint16_t tag, const QByteArray& value);
Field subDirectories(std::uint16_t tag, const QList<Directory>& directories);
Field blob(std::uint16_t tag, const QByteArray& data);

/// Pages follow one another.
QByteArray tiff(const QList<Directory>& pages);
/// An uncompressed RGB page.
Directory rgbPage(const QImage& image);

QByteArray exifWithOrientation(int orientation);

// --- containers ------------------------------------------------------------------------------------------------------
QByteArray jpegWithSegment(const QByteArray& jpeg, std::uint8_t marker, const QByteArray& payload);
QByteArray jpegWithExif(const QByteArray& jpeg, const QByteArray& exif);
QByteArray pngChunk(const QByteArray& type, const QByteArray& data);
/// The chunk goes in behind the header.
QByteArray pngWithChunk(const QByteArray& png, const QByteArray& type, const QByteArray& data);
QByteArray webpWithExif(const QByteArray& webp, QSize size, const QByteArray& exif);
/// Rewrites the orientation that Qt's TIFF writer has put in.
QByteArray tiffWithOrientation(QByteArray tiff, int orientation);

/// Frames of one colour each; LZW with nothing but literal codes.
QByteArray gif(QSize screen, const QList<std::pair<QSize, QColor>>& frames, bool firstIsTransparent = false);

/// A camera's DNG: a tiny first picture, sensor data of one grey, and a JPEG preview.
QByteArray dng(const QByteArray& previewJpeg, QSize sensor, int orientation);

} // namespace vidimus::media::test
