#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <QByteArray>
#include <QImage>
#include <QSize>

// Everything here throws std::runtime_error where a picture cannot be written: a test can do nothing without it.

namespace vidimus::test {

/// `format` as Qt names it: "jpg", "png", "webp", "tiff", "bmp". GIF has no writer in Qt: see gifBytes().
QByteArray encoded(const QImage& image, const char* format = "jpg", int quality = 85);

/// A still GIF of at most 256 colours, uncompressed inside; frames above one make it an animation of the same picture
/// shifted in colour.
QByteArray gifBytes(const QImage& image, int frames = 1);

struct ExifFields {
    std::string taken;   ///< "2023:06:17 18:02:11"
    int orientation = 0; ///< 1 to 8; 0 writes none
    std::string make;
    std::string model;
    struct Place {
        double latitude = 0;  ///< degrees, north positive
        double longitude = 0; ///< degrees, east positive
    };
    std::optional<Place> place;
};

/// The same picture with these fields in its metadata. JPEG, PNG, WebP and TIFF.
QByteArray withExif(const QByteArray& picture, const ExifFields& fields);

/// The same JPEG, pixel for pixel, with a comment: other bytes, and so another content hash, for next to no time.
QByteArray withJpegComment(const QByteArray& jpeg, const std::string& comment);

void writeFile(const std::filesystem::path& file, const QByteArray& bytes);
QByteArray readWholeFile(const std::filesystem::path& file);

/// Draws nothing itself: encodes by the file's extension and writes. Returns the file.
std::filesystem::path writePicture(const std::filesystem::path& file, const QImage& image, int quality = 85);

struct PictureSet {
    int count = 10;
    QSize size{160, 120};
    std::string extension = "jpg";
    std::uint64_t firstSeed = 1;
    int quality = 85;
    std::string prefix = "picture-";
};

/// `count` pictures that all differ, "picture-00001.jpg" onwards, into `folder` (made when absent).
std::vector<std::filesystem::path> writePictures(const std::filesystem::path& folder, const PictureSet& set = {});

} // namespace vidimus::test
