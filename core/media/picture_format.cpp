#include "core/media/picture_format.h"

#include <algorithm>
#include <array>

#include "core/media/byte_reader.h"
#include "core/media/decoder.h"
#include "core/media/media_errors.h"
#include "core/media/tiff_structure.h"

namespace vidimus::media {

namespace {

struct Signature {
    std::uint64_t offset;
    QByteArrayView bytes;
};

struct KnownKind {
    Signature signature;
    const char* what;
};

/// Named, so that the person learns why; anything else is "not a picture".
constexpr std::array kUnreadKinds = {
    KnownKind{{0, "%PDF-"}, "a PDF document"},
    KnownKind{{0, "8BPS"}, "a Photoshop document"},
    KnownKind{{0, "gimp xcf"}, "a GIMP document"},
    KnownKind{{0, {"\0\0\1\0", 4}}, "an icon"},
    KnownKind{{0, {"\0\0\2\0", 4}}, "a mouse cursor"},
    KnownKind{{0, "\xFF\x0A"}, "a JPEG XL picture"},
    KnownKind{{0, {"\0\0\0\x0CJXL \r\n\x87\n", 12}}, "a JPEG XL picture"},
    KnownKind{{0, {"\0\0\0\x0CjP  \r\n\x87\n", 12}}, "a JPEG 2000 picture"},
    KnownKind{{0, "\x1A\x45\xDF\xA3"}, "a video"},
    KnownKind{{8, "AVI "}, "a video"},
    KnownKind{{0, {"PK\3\4", 4}}, "an archive"},
};

/// RAW files that are neither TIFF nor a box file.
constexpr std::array kRawSignatures = {
    Signature{0, "FUJIFILMCCD-RAW"},
    Signature{0, "FOVb"},
    Signature{6, "HEAPCCDR"},
    Signature{0, {"\0MRM", 4}},
    Signature{0, "IIRO"},
    Signature{0, "IIRS"},
    Signature{0, "MMOR"},
    Signature{0, {"IIU", 4}},
};

/// ISO base media files differ by brand; the compatible ones decide where the major one is generic.
Result<Format> recogniseBoxFile(const ByteReader& reader)
{
    const std::uint64_t end = std::min<std::uint64_t>(reader.u32(0), 512);
    bool generic = false;
    for (std::uint64_t at = 8; at + 4 <= end; at += 4) {
        if (at == 12) // the minor version
            continue;
        const QByteArrayView brand = reader.slice(at, 4);
        if (brand == "crx ")
            return Format::Raw;
        if (brand == "avif" || brand == "avis")
            return Format::Avif;
        if (brand == "heic" || brand == "heix" || brand == "heim" || brand == "heis" || brand == "hevc" ||
            brand == "hevx" || brand == "hevm" || brand == "hevs")
            return Format::Heic;
        generic = generic || brand == "mif1" || brand == "msf1";
    }
    if (generic)
        return Format::Heic;
    return fail(notReadHere("a video"));
}

bool looksLikeSvg(QByteArrayView bytes)
{
    const QByteArray head = bytes.first(std::min<qsizetype>(bytes.size(), 1024)).toByteArray().trimmed();
    return head.startsWith("<svg") || (head.startsWith('<') && head.contains("<svg")) || head.contains("<!DOCTYPE svg");
}

bool looksLikePnm(const ByteReader& reader)
{
    const std::uint8_t kind = reader.u8(1);
    const std::uint8_t next = reader.u8(2);
    return reader.u8(0) == 'P' && kind >= '1' && kind <= '6' &&
           (next == ' ' || next == '\n' || next == '\r' || next == '\t' || next == '#');
}

} // namespace

const char* formatName(Format format)
{
    switch (format) {
    case Format::Jpeg:
        return "jpeg";
    case Format::Png:
        return "png";
    case Format::WebP:
        return "webp";
    case Format::Tiff:
        return "tiff";
    case Format::Bmp:
        return "bmp";
    case Format::Gif:
        return "gif";
    case Format::Pnm:
        return "pnm";
    case Format::Heic:
        return "heic";
    case Format::Avif:
        return "avif";
    case Format::Raw:
        return "raw";
    }
    return "";
}

Result<Format> recogniseFormat(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return fail(emptyFile());
    const ByteReader reader(bytes);
    if (reader.matches(0, "\xFF\xD8\xFF"))
        return Format::Jpeg;
    if (reader.matches(0, "\x89PNG\r\n\x1A\n"))
        return Format::Png;
    if (reader.matches(0, "RIFF") && reader.matches(8, "WEBP"))
        return Format::WebP;
    if (reader.matches(0, "GIF87a") || reader.matches(0, "GIF89a"))
        return Format::Gif;
    if (reader.matches(4, "ftyp"))
        return recogniseBoxFile(reader);
    if (isTiff(bytes))
        return isRawTiff(bytes) ? Format::Raw : Format::Tiff;
    for (const Signature& raw : kRawSignatures) {
        if (reader.matches(raw.offset, raw.bytes))
            return Format::Raw;
    }
    if (looksLikePnm(reader))
        return Format::Pnm;
    // The two letters alone begin many texts; a header below 256 bytes (zeros that no text has) settles it.
    if (reader.matches(0, "BM") && reader.has(0, 18) && reader.u24(15) == 0)
        return Format::Bmp;
    for (const KnownKind& kind : kUnreadKinds) {
        if (reader.matches(kind.signature.offset, kind.signature.bytes))
            return fail(notReadHere(kind.what));
    }
    if (looksLikeSvg(bytes))
        return fail(notReadHere("an SVG drawing"));
    return fail(notAPicture());
}

const std::vector<std::string>& pictureExtensions()
{
    static const std::vector<std::string> kExtensions = {
        "jpg",  "jpeg", "jpe", "jfif", "png", "webp", "tif", "tiff", "bmp", "dib", "gif", "ppm", "pgm", "pbm", "pnm",
#ifdef VIDIMUS_HAVE_HEIF
        "heic", "heif", "hif", "avif",
#endif
#ifdef VIDIMUS_HAVE_RAW
        "dng",  "cr2",  "cr3", "crw",  "nef", "nrw",  "arw", "srf",  "sr2", "orf", "rw2", "rwl", "raf", "pef", "srw",
        "3fr",  "erf",  "kdc", "dcr",  "mrw", "mef",  "mos", "x3f",  "iiq",
#endif
    };
    return kExtensions;
}

} // namespace vidimus::media
