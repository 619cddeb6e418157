#include "hostile_files.h"

#include <array>

#include <QBuffer>
#include <QFile>
#include <QImageWriter>

#include "test_pictures.h"

namespace vidimus::media::test {

namespace {

/// Bits as deflate wants them: from the lowest, codes from their highest bit.
class BitWriter {
public:
    void number(unsigned value, int bits)
    {
        for (int i = 0; i < bits; ++i)
            bit(value >> i & 1);
    }
    void code(unsigned value, int bits)
    {
        for (int i = bits - 1; i >= 0; --i)
            bit(value >> i & 1);
    }
    QByteArray finish()
    {
        while (m_count != 0)
            bit(0);
        return m_bytes;
    }
    /// Whole bytes of zero bits; the position within the byte stays.
    void zeroBytes(qsizetype count)
    {
        if (count == 0)
            return;
        m_bytes.append(static_cast<char>(m_held));
        m_bytes.append(count - 1, '\0');
        m_held = 0;
    }

private:
    void bit(unsigned value)
    {
        m_held |= value << m_count;
        if (++m_count == 8) {
            m_bytes.append(static_cast<char>(m_held));
            m_held = 0;
            m_count = 0;
        }
    }

    QByteArray m_bytes;
    unsigned m_held = 0;
    int m_count = 0;
};

/// A zlib stream of `count` zeros at the best ratio deflate has: two bits for 258 of them. The tables hold three
/// symbols (the zero, the end, the longest copy) and one distance.
QByteArray packedZeros(std::uint64_t count)
{
    constexpr std::uint64_t kCopy = 258;
    BitWriter out;
    out.number(1, 1);  // the last block
    out.number(2, 2);  // with its own tables
    out.number(29, 5); // 286 literal and length codes
    out.number(0, 5);  // 1 distance code
    out.number(14, 4); // 18 lengths for the codes of the lengths
    constexpr std::array kOrder = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1};
    for (const int symbol : kOrder)
        out.number(symbol == 18 ? 1 : symbol == 1 || symbol == 2 ? 2 : 0, 3);
    const auto lengthOne = [&] { out.code(0b10, 2); };
    const auto lengthTwo = [&] { out.code(0b11, 2); };
    const auto noLengths = [&](unsigned symbols) {
        out.code(0, 1);
        out.number(symbols - 11, 7);
    };
    lengthTwo(); // the literal zero: code 10
    noLengths(138);
    noLengths(117);
    lengthTwo(); // the end: code 11
    noLengths(28);
    lengthOne(); // the longest copy: code 0
    lengthOne(); // distance one: code 0

    out.code(0b10, 2);
    const std::uint64_t copies = (count - 1) / kCopy;
    out.zeroBytes(static_cast<qsizetype>(copies / 4));
    for (std::uint64_t i = 0; i < copies % 4; ++i)
        out.code(0, 2);
    for (std::uint64_t i = 0; i < (count - 1) % kCopy; ++i)
        out.code(0b10, 2);
    out.code(0b11, 2);
    return QByteArray("\x78\xDA", 2) + out.finish() + bigEndian(count % 65521, 2) + bigEndian(1, 2); // Adler-32
}

QByteArray blackPng(std::uint32_t side, int depth, int colourType, int channels)
{
    const std::uint64_t rowBytes =
        1 + (static_cast<std::uint64_t>(side) * static_cast<unsigned>(depth * channels) + 7) / 8;
    const QByteArray header = bigEndian(side, 4) + bigEndian(side, 4) + static_cast<char>(depth) +
                              static_cast<char>(colourType) + QByteArray(3, '\0');
    return "\x89PNG\r\n\x1A\n" + pngChunk("IHDR", header) + pngChunk("IDAT", packedZeros(rowBytes * side)) +
           pngChunk("IEND", {});
}

QByteArray patched(QByteArray bytes, qsizetype at, const QByteArray& with)
{
    return bytes.replace(at, with.size(), with);
}

QByteArray firstHalf(const QByteArray& bytes)
{
    return bytes.first(bytes.size() / 2);
}

/// The frame header's sides, wherever it stands.
QByteArray jpegClaiming(const QByteArray& jpeg, int width, int height)
{
    const qsizetype frame = jpeg.indexOf(QByteArray("\xFF\xC0\x00\x11\x08", 5));
    return patched(jpeg, frame + 5,
                   bigEndian(static_cast<unsigned>(height), 2) + bigEndian(static_cast<unsigned>(width), 2));
}

QByteArray progressiveWithScans(int times)
{
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "jpeg");
    writer.setProgressiveScanWrite(true);
    writer.write(quarters(64, 48));
    const qsizetype lastScan = jpeg.lastIndexOf(QByteArray("\xFF\xDA", 2));
    const QByteArray scan = jpeg.sliced(lastScan, jpeg.size() - 2 - lastScan);
    return jpeg.first(jpeg.size() - 2) + scan.repeated(times) + "\xFF\xD9";
}

QByteArray pngWithTextBomb()
{
    // Eight megabytes each, which is what libpng lets a chunk unpack to, and few bytes in the file.
    const QByteArray text = QByteArray("Comment\0\0", 9) + packedZeros(7'900'000);
    QByteArray chunks;
    for (int i = 0; i < 400; ++i)
        chunks += pngChunk("zTXt", text);
    const QByteArray png = encoded(quarters(64, 48), "png");
    constexpr qsizetype kBehindHeader = 8 + 12 + 13;
    return png.first(kBehindHeader) + chunks + png.sliced(kBehindHeader);
}

QByteArray bmpClaiming(std::int32_t width, std::int32_t height)
{
    return patched(encoded(quarters(64, 48), "bmp"), 18,
                   littleEndian(static_cast<std::uint32_t>(width), 4) +
                       littleEndian(static_cast<std::uint32_t>(height), 4));
}

QByteArray billionLaughs()
{
    QByteArray text = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [\n<!ENTITY a0 \"ha\">\n";
    for (int i = 1; i <= 9; ++i) {
        const QByteArray before = "&a" + QByteArray::number(i - 1) + ';';
        text += "<!ENTITY a" + QByteArray::number(i) + " \"" + before.repeated(10) + "\">\n";
    }
    return text + "]>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a9;</text></svg>\n";
}

/// gzip with stored data: the header, one uncompressed block, and check sums nobody gets to.
QByteArray gzipped(const QByteArray& bytes)
{
    const auto size = static_cast<std::uint64_t>(bytes.size());
    return QByteArray("\x1F\x8B\x08\0\0\0\0\0\0\x03\x01", 11) + littleEndian(size, 2) +
           littleEndian(~size & 0xFFFF, 2) + bytes + QByteArray(8, '\0');
}

QByteArray junk(qsizetype size)
{
    QByteArray bytes;
    std::uint32_t state = 12345;
    for (qsizetype i = 0; i < size; ++i) {
        state = state * 1664525u + 1013904223u;
        bytes.append(static_cast<char>(state >> 24));
    }
    return bytes;
}

/// EXIF whose directory is its own EXIF, GPS, sub- and next directory.
QByteArray circularExif()
{
    QByteArray exif = tiff({{{longs(330, {8}), longs(34665, {8}), longs(34853, {8})}}});
    const qsizetype directory = static_cast<unsigned char>(exif[4]);
    for (int i = 0; i < 3; ++i)
        exif = patched(exif, directory + 2 + i * 12 + 8, littleEndian(static_cast<std::uint64_t>(directory), 4));
    return patched(exif, directory + 2 + 3 * 12, littleEndian(static_cast<std::uint64_t>(directory), 4));
}

QByteArray exifWithHugeCounts()
{
    QList<Field> fields;
    for (std::uint16_t tag = 256; tag < 320; ++tag) {
        Field field = text(tag, "a text that lies outside the entry");
        field.count = 0xFFFFFFFFu;
        field.type = static_cast<std::uint16_t>(1 + tag % 12);
        fields += field;
    }
    return tiff({{fields}});
}

Directory pageClaiming(std::uint32_t width, std::uint32_t height)
{
    Directory page = rgbPage(quarters(64, 48));
    page.fields[0] = longs(256, {width});
    page.fields[1] = longs(257, {height});
    return page;
}

QByteArray tiffWithStripOutside()
{
    Directory page = rgbPage(quarters(64, 48));
    page.fields[5] = longs(273, {0x7FFFFFF0u});
    return tiff({page});
}

QByteArray tiffWithHugeTile()
{
    Directory page = rgbPage(quarters(64, 48));
    page.fields += {longs(322, {0x10000u}), longs(323, {0x10000u})};
    return tiff({page});
}

QByteArray webpClaimingCanvas(std::uint32_t width, std::uint32_t height)
{
    const QByteArray webp = webpWithExif(encoded(quarters(64, 48), "webp"), {64, 48}, "none");
    return patched(webp, 24, littleEndian(width - 1, 3) + littleEndian(height - 1, 3));
}

[[maybe_unused]] QByteArray heicOfJunk()
{
    const QByteArray type = bigEndian(24, 4) + "ftypheic" + bigEndian(0, 4) + "mif1heic";
    return type + bigEndian(2000, 4) + "meta" + junk(1992);
}

const QString kEndsTooEarly = "The picture is damaged: it ends too early.";
const QString kNonsense = "The picture is damaged: its header makes no sense.";
const QString kUndecodable = "The picture is damaged and cannot be decoded.";
const QString kNoPicture = "This is not a picture Vidimus can read.";
const QString kUnknownRaw = "This kind of camera RAW file is not known, or the file is damaged.";

QString claims(const char* size)
{
    return QString("The picture claims %1 pixels, more than the 400 megapixels Vidimus takes.").arg(size);
}

QString isNotRead(const char* what)
{
    return QString("This is %1, which Vidimus does not read.").arg(what);
}

} // namespace

std::vector<HostileFile> hostileFiles()
{
    const QImage picture = quarters(64, 48);
    const QByteArray jpeg = encoded(picture, "jpeg");
    const QByteArray png = encoded(picture, "png");
    const QByteArray webp = encoded(picture, "webp");
    const QByteArray photo = encoded(photoLike(300, 200), "jpeg");
    const QByteArray plainGif = gif({20, 10}, {{QSize(20, 10), Qt::red}});
    const qsizetype pixels = png.indexOf("IDAT");

    std::vector<HostileFile> files;
    const auto bad = [&](const char* name, const QByteArray& bytes, ErrorCode code, const QString& message) {
        files.push_back({name, bytes, code, message});
    };
    const auto good = [&](const char* name, const QByteArray& bytes) { files.push_back({name, bytes, {}, {}}); };

    bad("zero-byte.jpg", {}, ErrorCode::NotAPicture, "The file is empty.");
    bad("text.jpg", "Dear diary,\nno picture today.\n", ErrorCode::NotAPicture, kNoPicture);
    bad("text-that-begins-like-a-bitmap.bmp", "BMW is a maker of cars, and this is a text.", ErrorCode::NotAPicture,
        kNoPicture);
    bad("junk.png", junk(4000), ErrorCode::NotAPicture, kNoPicture);
    good("png-named.jpg", png);
    good("jpeg-named.png", jpeg);

    bad("truncated.jpg", firstHalf(photo), ErrorCode::Corrupt, kEndsTooEarly);
    bad("truncated-in-header.jpg", jpeg.first(30), ErrorCode::Corrupt, kEndsTooEarly);
    bad("half-downloaded.jpg", firstHalf(photo) + QByteArray(photo.size() / 2, '\0'), ErrorCode::Corrupt,
        kEndsTooEarly);
    bad("truncated.png", png.first(pixels + 40), ErrorCode::Corrupt, kEndsTooEarly);
    bad("truncated-in-header.png", png.first(20), ErrorCode::Corrupt, kEndsTooEarly);
    bad("truncated.webp", firstHalf(webp), ErrorCode::Corrupt, kEndsTooEarly);
    bad("truncated.tif", encoded(picture, "tiff").first(1000), ErrorCode::Corrupt, kEndsTooEarly);
    bad("truncated.gif", firstHalf(plainGif), ErrorCode::Corrupt, kEndsTooEarly);
    bad("truncated.bmp", firstHalf(encoded(picture, "bmp")), ErrorCode::Corrupt, kEndsTooEarly);
    bad("truncated.ppm", firstHalf(encoded(picture, "ppm")), ErrorCode::Corrupt, kEndsTooEarly);

    bad("gigapixel-60000.png", blackPng(60000, 1, 0, 1), ErrorCode::TooLarge, claims("60,000 × 60,000"));
    bad("gigapixel-colour-60000.png", blackPng(60000, 8, 2, 3), ErrorCode::TooLarge, claims("60,000 × 60,000"));
    bad("gigabytes-20000.png", blackPng(20000, 16, 2, 3), ErrorCode::TooLarge,
        "Decoding the picture would take 3,053 MB of memory, more than the 1,024 MB Vidimus takes.");
    bad("gigabytes-colour-20000.png", blackPng(20000, 8, 2, 3), ErrorCode::TooLarge,
        "Decoding the picture would take 1,527 MB of memory, more than the 1,024 MB Vidimus takes.");
    bad("claims-65535.jpg", jpegClaiming(jpeg, 65535, 65535), ErrorCode::TooLarge, claims("65,535 × 65,535"));
    bad("claims-65535.gif", gif({65535, 65535}, {{QSize(20, 10), Qt::red}}), ErrorCode::TooLarge,
        claims("65,535 × 65,535"));
    bad("claims-a-square-of-2-to-the-31.bmp", bmpClaiming(0x7FFFFFFF, 0x7FFFFFFF), ErrorCode::TooLarge,
        claims("2,147,483,647 × 2,147,483,647"));
    bad("claims-a-square-of-2-to-the-31.tif", tiff({pageClaiming(0x7FFFFFFF, 0x7FFFFFFF)}), ErrorCode::TooLarge,
        claims("2,147,483,647 × 2,147,483,647"));
    bad("huge-canvas.webp", webpClaimingCanvas(1 << 24, 1 << 24), ErrorCode::TooLarge,
        claims("16,777,216 × 16,777,216"));
    bad("canvas-larger-than-its-picture.webp", webpClaimingCanvas(5000, 5000), ErrorCode::Corrupt, kUndecodable);
    bad("huge-tile.tif", tiffWithHugeTile(), ErrorCode::TooLarge,
        "Decoding the picture would take 12,289 MB of memory, more than the 1,024 MB Vidimus takes.");
    good("text-bomb.png", pngWithTextBomb());
    bad("ten-thousand-scans.jpg", progressiveWithScans(10'000), ErrorCode::Corrupt, kUndecodable);

    bad("no-height.jpg", jpegClaiming(jpeg, 64, 0), ErrorCode::Corrupt, kNonsense);
    bad("bad-checksum.png", patched(png, pixels + 30, QByteArray(1, static_cast<char>(~png[pixels + 30]))),
        ErrorCode::Corrupt, kUndecodable);
    bad("bad-header-checksum.png", patched(png, 29, "abcd"), ErrorCode::Corrupt, kUndecodable);
    bad("no-palette.png", blackPng(8, 8, 3, 1), ErrorCode::Corrupt, kUndecodable);
    bad("unknown-critical-chunk.png", pngWithChunk(png, "NEED", "this"), ErrorCode::Corrupt, kUndecodable);
    bad("no-colour-type.png", patched(png, 25, "\x05"), ErrorCode::Corrupt, kNonsense);
    good("frame-outside-the-screen.gif", gif({10, 10}, {{QSize(300, 200), Qt::red}}));
    good("frame-claims-65535.gif", patched(plainGif, 18, QByteArray(4, '\xFF')));
    bad("no-picture.gif", QByteArray("GIF89a\x0A\0\x0A\0\0\0\0;", 14), ErrorCode::Corrupt, kUndecodable);
    bad("negative-width.bmp", bmpClaiming(-64, 48), ErrorCode::Corrupt, kNonsense);
    good("rows-from-the-top.bmp", bmpClaiming(64, -48));
    bad("most-negative-height.bmp", bmpClaiming(64, INT32_MIN), ErrorCode::Corrupt, kNonsense);
    bad("strips-outside.tif", tiffWithStripOutside(), ErrorCode::Corrupt, kEndsTooEarly);
    bad("directory-outside.tif", QByteArray("II*\0\xFF\xFF\xFF\x7F", 8), ErrorCode::Corrupt, kEndsTooEarly);
    bad("no-pixels.ppm", "P6 0 0 255\n", ErrorCode::Corrupt, kNonsense);
    bad("numbers-without-end.ppm", "P6 99999999999999999999 9 255\n", ErrorCode::Corrupt, kNonsense);

    good("circular-exif.jpg", jpegWithExif(jpeg, circularExif()));
    good("exif-with-huge-counts.jpg", jpegWithExif(jpeg, exifWithHugeCounts()));
    good("orientation-77.jpg", jpegWithExif(jpeg, exifWithOrientation(77)));
    good("gps-denominator-0.jpg",
         jpegWithExif(jpeg,
                      tiff({{{subDirectories(34853, {{{text(1, "N"), rationals(2, {{1, 0}, {0, 0}, {1, 0}}),
                                                       text(3, "E"), rationals(4, {{1, 0}, {0, 0}, {1, 0}})}}})}}})));
    good("junk-exif.jpg", jpegWithExif(jpeg, junk(3000)));

    const QByteArray svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    bad("drawing.svg", svg, ErrorCode::Unsupported, isNotRead("an SVG drawing"));
    bad("drawing-named.png", svg, ErrorCode::Unsupported, isNotRead("an SVG drawing"));
    bad("billion-laughs.svg", billionLaughs(), ErrorCode::Unsupported, isNotRead("an SVG drawing"));
    bad("drawing.svgz", gzipped(svg), ErrorCode::NotAPicture, kNoPicture);
    bad("icon.ico", QByteArray("\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0", 14) + junk(100), ErrorCode::Unsupported,
        isNotRead("an icon"));
    bad("document.pdf", "%PDF-1.7\n1 0 obj\n", ErrorCode::Unsupported, isNotRead("a PDF document"));
    bad("video.mp4", bigEndian(16, 4) + "ftypisom" + bigEndian(512, 4) + junk(500), ErrorCode::Unsupported,
        isNotRead("a video"));

#ifdef VIDIMUS_HAVE_HEIF
    bad("junk.heic", heicOfJunk(), ErrorCode::Corrupt, kUndecodable);
#endif
#ifdef VIDIMUS_HAVE_RAW
    bad("junk.cr2", QByteArray("II*\0\x10\0\0\0CR\2\0", 12) + junk(4000), ErrorCode::Unsupported, kUnknownRaw);
    bad("junk.raf", "FUJIFILMCCD-RAW 0201" + junk(4000), ErrorCode::Unsupported, kUnknownRaw);
    bad("junk.cr3", bigEndian(24, 4) + "ftypcrx " + bigEndian(1, 4) + "crx isom" + junk(4000), ErrorCode::Unsupported,
        kUnknownRaw);
    bad("damaged-preview.dng", dng(firstHalf(photo), {64, 48}, 1), ErrorCode::Corrupt, kEndsTooEarly);
#endif
    return files;
}

} // namespace vidimus::media::test
