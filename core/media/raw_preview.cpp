#include "core/media/raw_preview.h"

#include "core/media/media_errors.h"

#ifdef VIDIMUS_HAVE_RAW

#include <chrono>
#include <ctime>
#include <exception>
#include <memory>

#include <libraw/libraw.h>

namespace vidimus::media {

namespace {

/// libraw's flip is a number of quarter turns in a coding of its own.
int orientationOf(int flip)
{
    switch (flip) {
    case 3:
        return 3;
    case 5:
        return 8;
    case 6:
        return 6;
    default:
        return 1;
    }
}

/// libraw reads the camera's wall clock as if it were the time of this computer's zone; this takes that back.
std::optional<std::int64_t> wallClock(std::time_t timestamp)
{
    if (timestamp <= 0)
        return std::nullopt;
    std::tm local{};
#ifdef _WIN32
    if (localtime_s(&local, &timestamp) != 0)
        return std::nullopt;
#else
    if (localtime_r(&timestamp, &local) == nullptr)
        return std::nullopt;
#endif
    const std::chrono::year_month_day date{std::chrono::year(local.tm_year + 1900),
                                           std::chrono::month(static_cast<unsigned>(local.tm_mon + 1)),
                                           std::chrono::day(static_cast<unsigned>(local.tm_mday))};
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return static_cast<std::int64_t>(days) * 86400 + local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec;
}

/// Up to the first NUL of a fixed field.
template <std::size_t size>
std::string text(const char (&field)[size])
{
    return std::string(field, strnlen(field, size));
}

Error errorOf(int code)
{
    switch (code) {
    case LIBRAW_FILE_UNSUPPORTED:
        return {ErrorCode::Unsupported, "This kind of camera RAW file is not known, or the file is damaged."};
    case LIBRAW_NO_THUMBNAIL:
    case LIBRAW_UNSUPPORTED_THUMBNAIL:
        return {ErrorCode::Unsupported, "This camera RAW file holds no preview that Vidimus can show."};
    case LIBRAW_IO_ERROR:
        return endsTooEarly();
    default:
        return cannotBeDecoded();
    }
}

/// Colour or grey, eight bits, rows without padding.
QImage bitmapOf(const libraw_thumbnail_t& thumbnail)
{
    const int channels = thumbnail.tcolors;
    const auto needed =
        static_cast<std::uint64_t>(thumbnail.twidth) * thumbnail.theight * static_cast<unsigned>(channels);
    if ((channels != 1 && channels != 3) || needed == 0 || needed > thumbnail.tlength)
        return {};
    return QImage(reinterpret_cast<const uchar*>(thumbnail.thumb), thumbnail.twidth, thumbnail.theight,
                  static_cast<qsizetype>(thumbnail.twidth) * channels,
                  channels == 3 ? QImage::Format_RGB888 : QImage::Format_Grayscale8)
        .copy();
}

Result<void> readPreview(LibRaw& raw, RawFile& file)
{
    if (const int code = raw.unpack_thumb(); code != LIBRAW_SUCCESS)
        return fail(errorOf(code));
    const libraw_thumbnail_t& thumbnail = raw.imgdata.thumbnail;
    if (thumbnail.thumb == nullptr || thumbnail.tlength == 0)
        return fail(errorOf(LIBRAW_NO_THUMBNAIL));
    if (thumbnail.tformat == LIBRAW_THUMBNAIL_JPEG)
        file.previewJpeg = QByteArray(thumbnail.thumb, static_cast<qsizetype>(thumbnail.tlength));
    else if (thumbnail.tformat == LIBRAW_THUMBNAIL_BITMAP)
        file.previewBitmap = bitmapOf(thumbnail);
    if (file.previewJpeg.isEmpty() && file.previewBitmap.isNull())
        return fail(errorOf(LIBRAW_UNSUPPORTED_THUMBNAIL));
    return {};
}

} // namespace

Result<RawFile> readRaw(const QByteArray& bytes, RawPart part)
{
    try {
        const auto raw = std::make_unique<LibRaw>();  // some hundred kilobytes: not for the stack
        raw->set_dataerror_handler(nullptr, nullptr); // the default one prints
        // libraw's signature lacks const; it only reads.
        const int code = raw->open_buffer(const_cast<char*>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
        if (code != LIBRAW_SUCCESS)
            return fail(errorOf(code));
        RawFile file;
        file.size = QSize(raw->imgdata.sizes.width, raw->imgdata.sizes.height);
        file.orientation = orientationOf(raw->imgdata.sizes.flip);
        file.make = text(raw->imgdata.idata.make);
        file.model = text(raw->imgdata.idata.model);
        file.capturedAt = wallClock(raw->imgdata.other.timestamp);
        if (part == RawPart::Preview) {
            if (const auto read = readPreview(*raw, file); !read)
                return fail(read.error());
        }
        return file;
    } catch (const std::exception&) {
        return fail(cannotBeDecoded());
    } catch (...) { // libraw throws enumerators inside; none should get out, but nothing is lost by making sure
        return fail(cannotBeDecoded());
    }
}

} // namespace vidimus::media

#else

namespace vidimus::media {

Result<RawFile> readRaw(const QByteArray&, RawPart)
{
    return fail(notBuiltIn("camera RAW"));
}

} // namespace vidimus::media

#endif
