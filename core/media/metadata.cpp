#include "core/media/metadata.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <exception>
#include <optional>
#include <string_view>

#include <QString>
#include <QStringList>

#include <exiv2/exiv2.hpp>

#include "core/media/exif_block.h"
#include "core/media/heif_decoder.h"
#include "core/media/picture_format.h"
#include "core/media/raw_preview.h"
#include "core/media/tiff_structure.h"

namespace vidimus::media {

namespace {

const Exiv2::Exifdatum* find(const Exiv2::ExifData& exif, const char* key)
{
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    return found == exif.end() ? nullptr : &*found;
}

std::string textOf(const Exiv2::ExifData& exif, const char* key)
{
    const Exiv2::Exifdatum* datum = find(exif, key);
    return datum == nullptr ? std::string() : datum->toString();
}

/// `digits` decimal digits at `at`, or -1.
int number(std::string_view text, std::size_t at, std::size_t digits)
{
    if (at + digits > text.size())
        return -1;
    int value = -1;
    const char* end = text.data() + at + digits;
    const auto [stopped, error] = std::from_chars(text.data() + at, end, value);
    return error == std::errc() && stopped == end && value >= 0 ? value : -1;
}

/// "YYYY:MM:DD HH:MM:SS" (some writers put dashes) to seconds of that wall clock.
std::optional<std::int64_t> parseTime(std::string_view text)
{
    using namespace std::chrono;
    const int hourValue = number(text, 11, 2);
    const int minuteValue = number(text, 14, 2);
    const int secondValue = number(text, 17, 2);
    const int dayValue = number(text, 8, 2);
    const int monthValue = number(text, 5, 2);
    const int yearValue = number(text, 0, 4);
    if (hourValue < 0 || minuteValue < 0 || secondValue < 0 || dayValue < 0 || monthValue < 0)
        return std::nullopt;
    constexpr int kOldestPhotograph = 1826;
    constexpr int kLatest = 2200;
    const year_month_day date{year(yearValue), month(static_cast<unsigned>(monthValue)),
                              day(static_cast<unsigned>(dayValue))};
    if (!date.ok() || yearValue < kOldestPhotograph || yearValue > kLatest || hourValue > 23 || minuteValue > 59 ||
        secondValue > 60)
        return std::nullopt;
    const auto time = sys_days(date) + hours(hourValue) + minutes(minuteValue) + seconds(std::min(secondValue, 59));
    return duration_cast<seconds>(time.time_since_epoch()).count();
}

/// What a camera wrote as its name: up to the first NUL, one line, valid UTF-8, of a sane length.
QString cleanName(std::string text)
{
    constexpr qsizetype kLongest = 80;
    text.resize(std::min(text.size(), text.find('\0')));
    const QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    QString name = bytes.isValidUtf8() ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
    name.removeIf([](QChar c) { return c.category() == QChar::Other_Control && !c.isSpace(); });
    return name.simplified().left(kLongest).trimmed();
}

/// "Canon" + "Canon EOS R6" is "Canon EOS R6"; "NIKON CORPORATION" + "NIKON D850" is "NIKON D850";
/// "SONY" + "ILCE-7M4" is "SONY ILCE-7M4".
std::string cameraName(std::string makeText, std::string modelText)
{
    const QString make = cleanName(std::move(makeText));
    const QString model = cleanName(std::move(modelText));
    const QString firstWord = model.section(QLatin1Char(' '), 0, 0);
    const bool named = make.split(QLatin1Char(' ')).contains(firstWord, Qt::CaseInsensitive);
    return (named ? model : (make + QLatin1Char(' ') + model).trimmed()).toStdString();
}

/// Degrees, minutes and seconds; nothing where a denominator is zero or a part is missing or negative.
std::optional<double> parseAngle(const Exiv2::Exifdatum& datum)
{
    constexpr std::array kParts = {1.0, 60.0, 3600.0};
    if (datum.count() < 1 || datum.count() > static_cast<decltype(datum.count())>(kParts.size()))
        return std::nullopt;
    double degrees = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(datum.count()); ++i) {
        const Exiv2::Rational part = datum.toRational(static_cast<long>(i));
        if (part.second <= 0 || part.first < 0)
            return std::nullopt;
        degrees += static_cast<double>(part.first) / part.second / kParts[i];
    }
    return degrees;
}

/// One coordinate with its hemisphere, of which `negative` is the letter for below zero.
std::optional<double> parseCoordinate(const Exiv2::ExifData& exif, const char* valueKey, const char* refKey,
                                      char positive, char negative, double limit)
{
    const Exiv2::Exifdatum* value = find(exif, valueKey);
    const std::string reference = textOf(exif, refKey);
    if (value == nullptr || reference.empty() || (reference[0] != positive && reference[0] != negative))
        return std::nullopt;
    const auto degrees = parseAngle(*value);
    if (!degrees || !std::isfinite(*degrees) || *degrees > limit)
        return std::nullopt;
    return reference[0] == negative ? -*degrees : *degrees;
}

std::optional<GeoPosition> parsePosition(const Exiv2::ExifData& exif)
{
    const auto latitude =
        parseCoordinate(exif, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 'N', 'S', 90);
    const auto longitude =
        parseCoordinate(exif, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 'E', 'W', 180);
    if (!latitude || !longitude)
        return std::nullopt;
    // Receivers without a fix write zeros: a point in the Gulf of Guinea where nobody takes pictures.
    if (*latitude == 0 && *longitude == 0)
        return std::nullopt;
    return GeoPosition{*latitude, *longitude};
}

void readExif(const QByteArray& block, PhotoMetadata& metadata)
{
    if (block.isEmpty())
        return;
    Exiv2::ExifData exif;
    try {
        // The block alone, not the file: exiv2's container readers and its XMP toolkit (not safe between threads)
        // stay out of it.
        Exiv2::ExifParser::decode(exif, reinterpret_cast<const Exiv2::byte*>(block.constData()),
                                  static_cast<std::uint32_t>(block.size()));
    } catch (const std::exception&) {
        return;
    }
    // Each value on its own, so that one which cannot be read does not hide the others.
    const auto attempt = [](auto&& read) {
        try {
            read();
        } catch (const std::exception&) {}
    };
    for (const char* key : {"Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized",
                            "Exif.Image.DateTimeOriginal", "Exif.Image.DateTime"}) {
        attempt([&] {
            if (!metadata.capturedAt)
                metadata.capturedAt = parseTime(textOf(exif, key));
        });
    }
    attempt([&] { metadata.camera = cameraName(textOf(exif, "Exif.Image.Make"), textOf(exif, "Exif.Image.Model")); });
    attempt([&] { metadata.position = parsePosition(exif); });
}

void readRawMetadata(const QByteArray& bytes, PhotoMetadata& metadata)
{
    const auto raw = readRaw(bytes, RawPart::Header);
    if (!raw)
        return;
    metadata.orientation = raw->orientation;
    if (isTiff(bytes))
        readExif(bytes, metadata);
    if (metadata.camera.empty())
        metadata.camera = cameraName(raw->make, raw->model);
    if (!metadata.capturedAt)
        metadata.capturedAt = raw->capturedAt;
}

} // namespace

PhotoMetadata readMetadata(const QByteArray& bytes, const PictureHeader& header)
{
    PhotoMetadata metadata;
    metadata.format = header.format;
    metadata.width = header.storedSize.width();
    metadata.height = header.storedSize.height();
    const auto format = recogniseFormat(bytes);
    if (!format)
        return metadata;
    switch (*format) {
    case Format::Raw:
        readRawMetadata(bytes, metadata);
        break;
    case Format::Heic:
    case Format::Avif:
        readExif(heifExif(bytes), metadata); // its orientation is not for these formats
        break;
    default: {
        const QByteArray exif = findExif(bytes, *format);
        metadata.orientation = exifOrientation(exif);
        readExif(exif, metadata);
        break;
    }
    }
    if (metadata.orientation >= 5)
        std::swap(metadata.width, metadata.height);
    return metadata;
}

std::string exiv2Version()
{
    return Exiv2::version();
}

} // namespace vidimus::media
