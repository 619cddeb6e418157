#include "exif.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <string>

#include <exiv2/exiv2.hpp>

namespace vidimus::samples {

namespace {

std::string degrees(double value)
{
    const double size = std::abs(value);
    const int whole = static_cast<int>(size);
    const int minutes = static_cast<int>((size - whole) * 60);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%d/1 %d/1 %ld/100", whole, minutes,
                  std::lround((size - whole - minutes / 60.0) * 360'000));
    return text.data();
}

} // namespace

QByteArray withExif(const QByteArray& picture, const Exif& exif)
{
    try {
        auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(picture.constData()),
                                               static_cast<std::size_t>(picture.size()));
        image->readMetadata();
        Exiv2::ExifData& data = image->exifData();
        if (*exif.taken != '\0') {
            data["Exif.Photo.DateTimeOriginal"] = std::string(exif.taken);
            data["Exif.Image.DateTime"] = std::string(exif.taken);
        }
        if (*exif.make != '\0')
            data["Exif.Image.Make"] = std::string(exif.make);
        if (*exif.model != '\0')
            data["Exif.Image.Model"] = std::string(exif.model);
        if (exif.orientation != 1)
            data["Exif.Image.Orientation"] = static_cast<std::uint16_t>(exif.orientation);
        if (exif.latitude != 0 || exif.longitude != 0) {
            data["Exif.GPSInfo.GPSLatitudeRef"] = exif.latitude < 0 ? "S" : "N";
            data["Exif.GPSInfo.GPSLatitude"] = degrees(exif.latitude);
            data["Exif.GPSInfo.GPSLongitudeRef"] = exif.longitude < 0 ? "W" : "E";
            data["Exif.GPSInfo.GPSLongitude"] = degrees(exif.longitude);
        }
        data["Exif.Image.Software"] = "Vidimus sample recipe";
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

} // namespace vidimus::samples
