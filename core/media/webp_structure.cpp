#include "core/media/webp_structure.h"

#include "core/media/byte_reader.h"
#include "core/media/media_errors.h"

namespace vidimus::media {

namespace {

struct Chunk {
    QByteArrayView type;
    QByteArrayView data;
    bool whole = false;
};

class ChunkWalk {
public:
    explicit ChunkWalk(QByteArrayView bytes) : m_reader(bytes, false) {}

    bool next(Chunk& chunk)
    {
        if (!m_reader.has(m_at, 8))
            return false;
        const std::uint64_t length = m_reader.u32(m_at + 4);
        chunk.type = m_reader.slice(m_at, 4);
        chunk.data = m_reader.slice(m_at + 8, length);
        chunk.whole = m_reader.has(m_at + 8, length);
        m_at += 8 + length + length % 2;
        return true;
    }

private:
    ByteReader m_reader;
    std::uint64_t m_at = 12; ///< behind "RIFF", the size and "WEBP"
};

constexpr std::uint8_t kAnimated = 0x02;

QSize lossySize(QByteArrayView data)
{
    const ByteReader frame(data, false);
    if (!frame.matches(3, "\x9D\x01\x2A"))
        return {};
    return {frame.u16(6) & 0x3FFF, frame.u16(8) & 0x3FFF};
}

QSize losslessSize(QByteArrayView data)
{
    const ByteReader frame(data, false);
    if (frame.u8(0) != 0x2F || !frame.has(0, 5))
        return {};
    const std::uint32_t bits = frame.u32(1);
    return {static_cast<int>(bits & 0x3FFF) + 1, static_cast<int>(bits >> 14 & 0x3FFF) + 1};
}

} // namespace

Result<PictureStructure> webp(QByteArrayView bytes)
{
    const ByteReader riff(bytes, false);
    PictureStructure structure;
    Chunk chunk;
    ChunkWalk walk(bytes);
    if (!walk.next(chunk))
        return fail(endsTooEarly());
    std::uint64_t pixelBytes = 4;
    if (chunk.type == "VP8 ") {
        structure.size = lossySize(chunk.data);
    } else if (chunk.type == "VP8L") {
        structure.size = losslessSize(chunk.data);
        pixelBytes = 8; // libwebp decodes into a buffer of its own first
    } else if (chunk.type == "VP8X") {
        const ByteReader extended(chunk.data, false);
        if (!extended.has(0, 10))
            return fail(endsTooEarly());
        const std::uint64_t width = extended.u24(4) + 1ull;
        const std::uint64_t height = extended.u24(7) + 1ull;
        structure.size = QSize(static_cast<int>(width), static_cast<int>(height));
        // Canvas and frame, each perhaps lossless; without animation one picture, with its alpha apart.
        pixelBytes = (extended.u8(0) & kAnimated) != 0 ? 12 : 8;
    }
    if (structure.size.isEmpty())
        return fail(chunk.whole ? nonsenseHeader() : endsTooEarly());
    structure.decodedBytes = static_cast<std::uint64_t>(structure.size.width()) *
                             static_cast<std::uint64_t>(structure.size.height()) * pixelBytes;
    structure.complete = riff.u32(4) + 8ull <= riff.size() + 1; // some writers leave out the last padding byte
    return structure;
}

QByteArrayView webpExif(QByteArrayView bytes)
{
    Chunk chunk;
    for (ChunkWalk walk(bytes); walk.next(chunk) && chunk.whole;) {
        if (chunk.type == "EXIF")
            return chunk.data;
    }
    return {};
}

} // namespace vidimus::media
