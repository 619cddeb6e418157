#include "core/media/png_structure.h"

#include <algorithm>

#include "core/media/byte_reader.h"
#include "core/media/crc32.h"
#include "core/media/media_errors.h"

namespace vidimus::media {

namespace {

constexpr std::uint64_t kSignatureBytes = 8;
constexpr std::uint64_t kChunkOverhead = 12; ///< length, type and checksum

struct Chunk {
    std::uint64_t start = 0;
    QByteArrayView type;
    QByteArrayView data;
    std::uint64_t end = 0; ///< behind its checksum
    bool whole = false;    ///< data and checksum lie inside the file
};

class ChunkWalk {
public:
    explicit ChunkWalk(QByteArrayView bytes) : m_reader(bytes) {}

    /// False when the file ends or the last chunk was not whole.
    bool next(Chunk& chunk)
    {
        if (!m_reader.has(m_at, 8))
            return false;
        const std::uint32_t length = m_reader.u32(m_at);
        chunk.start = m_at;
        chunk.type = m_reader.slice(m_at + 4, 4);
        chunk.data = m_reader.slice(m_at + 8, length);
        chunk.end = m_at + kChunkOverhead + length;
        chunk.whole = m_reader.has(m_at, kChunkOverhead + length);
        m_at = chunk.whole ? chunk.end : m_reader.size();
        return true;
    }

private:
    ByteReader m_reader;
    std::uint64_t m_at = kSignatureBytes;
};

bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Of a kind that decoders may pass over, as the case of its first letter says.
bool isAncillary(QByteArrayView type)
{
    return (type[0] & 0x20) != 0;
}

bool isText(QByteArrayView type)
{
    return type == "tEXt" || type == "zTXt" || type == "iTXt" || type == "sPLT";
}

/// Bytes per pixel of the QImage that Qt's reader allocates; 0 for combinations the standard does not have.
int decodedPixelBytes(int colourType, int depth)
{
    const bool wide = depth == 16;
    switch (colourType) {
    case 0: // grey
        return wide ? 8 : 1;
    case 2: // RGB
        return wide ? 8 : depth == 8 ? 4 : 0;
    case 3: // palette
        return depth <= 8 ? 1 : 0;
    case 4: // grey and alpha
    case 6: // RGB and alpha
        return wide ? 8 : depth == 8 ? 4 : 0;
    default:
        return 0;
    }
}

/// "\nexif\n    1234\n45786966…": the block in hexadecimal digits, as ImageMagick and exiv2 write it into a zTXt chunk.
QByteArray decodeRawProfile(QByteArrayView compressed)
{
    // The format packs a thousand to one at best, so this bounds what comes out to some tens of megabytes.
    constexpr qsizetype kMaxCompressed = 64 * 1024;
    if (compressed.size() > kMaxCompressed)
        return {};
    QByteArray sized(4, '\0'); // qUncompress wants the expected size in front; too small a hint only costs a retry
    sized[2] = '\x40';
    sized.append(compressed);
    const QByteArray text = qUncompress(sized).trimmed();
    const qsizetype nameEnd = text.indexOf('\n');
    const qsizetype lengthEnd = text.indexOf('\n', nameEnd + 1);
    if (nameEnd < 0 || lengthEnd < 0)
        return {};
    return QByteArray::fromHex(text.sliced(lengthEnd + 1));
}

bool isRawExifProfile(const Chunk& chunk)
{
    return chunk.type == "zTXt" && (chunk.data.startsWith(QByteArrayView("Raw profile type exif\0\0", 23)) ||
                                    chunk.data.startsWith(QByteArrayView("Raw profile type APP1\0\0", 23)));
}

} // namespace

Result<PictureStructure> png(QByteArrayView bytes)
{
    const ByteReader reader(bytes);
    if (!reader.has(0, 33))
        return fail(endsTooEarly());
    const std::uint32_t width = reader.u32(16);
    const std::uint32_t height = reader.u32(20);
    const int depth = reader.u8(24);
    const int colourType = reader.u8(25);
    constexpr std::uint32_t kMaxSide = 0x7FFFFFFF;
    const bool knownDepth = depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    const int pixelBytes = decodedPixelBytes(colourType, depth);
    if (!reader.matches(12, "IHDR") || width == 0 || height == 0 || width > kMaxSide || height > kMaxSide ||
        !knownDepth || pixelBytes == 0)
        return fail(nonsenseHeader());

    PictureStructure structure;
    structure.size = QSize(static_cast<int>(width), static_cast<int>(height));
    structure.decodedBytes = static_cast<std::uint64_t>(width) * height * static_cast<unsigned>(pixelBytes);

    Chunk chunk;
    bool pixels = false;
    structure.complete = false;
    for (ChunkWalk walk(bytes); walk.next(chunk);) {
        if (chunk.type == "IEND")
            structure.complete = pixels;
        pixels = pixels || (chunk.type == "IDAT" && chunk.whole);
    }
    return structure;
}

Result<void> checkPngChunks(QByteArrayView bytes)
{
    const ByteReader reader(bytes);
    const bool wantsPalette = reader.u8(25) == 3;
    bool palette = false;
    Chunk chunk;
    for (ChunkWalk walk(bytes); walk.next(chunk);) {
        if (!std::all_of(chunk.type.begin(), chunk.type.end(), isLetter))
            return fail(cannotBeDecoded());
        const bool empty = chunk.end - chunk.start == kChunkOverhead;
        if (chunk.type == "IEND" && empty && !chunk.whole) // a few writers forget its checksum, and Qt forgives them
            return {};
        if (!chunk.whole)
            return fail(endsTooEarly());
        if (isAncillary(chunk.type))
            continue;
        palette = palette || chunk.type == "PLTE";
        const bool known = chunk.type == "IHDR" || chunk.type == "PLTE" || chunk.type == "IDAT" || chunk.type == "IEND";
        const QByteArrayView covered = reader.slice(chunk.start + 4, static_cast<std::uint64_t>(chunk.data.size()) + 4);
        if (!known || crc32(covered) != reader.u32(chunk.end - 4) || (chunk.type == "IDAT" && wantsPalette && !palette))
            return fail(cannotBeDecoded());
        if (chunk.type == "IEND")
            return {};
    }
    return fail(endsTooEarly());
}

QByteArray withoutPngTexts(const QByteArray& bytes)
{
    Chunk chunk;
    bool found = false;
    for (ChunkWalk walk(bytes); !found && walk.next(chunk);)
        found = isText(chunk.type);
    if (!found)
        return bytes;

    QByteArray kept;
    kept.reserve(bytes.size());
    kept.append(bytes.constData(), kSignatureBytes);
    for (ChunkWalk walk(bytes); walk.next(chunk);) {
        const auto start = static_cast<qsizetype>(chunk.start);
        const auto end = chunk.whole ? static_cast<qsizetype>(chunk.end) : bytes.size();
        if (!isText(chunk.type))
            kept.append(bytes.constData() + start, end - start);
    }
    return kept;
}

QByteArray pngExif(QByteArrayView bytes)
{
    Chunk chunk;
    QByteArray legacy;
    for (ChunkWalk walk(bytes); walk.next(chunk) && chunk.whole;) {
        if (chunk.type == "eXIf")
            return chunk.data.toByteArray();
        if (legacy.isEmpty() && isRawExifProfile(chunk))
            legacy = decodeRawProfile(chunk.data.sliced(23));
    }
    return legacy;
}

} // namespace vidimus::media
