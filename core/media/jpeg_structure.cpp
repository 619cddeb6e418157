#include "core/media/jpeg_structure.h"

#include <cstring>
#include <optional>

#include "core/media/byte_reader.h"
#include "core/media/media_errors.h"

namespace vidimus::media {

namespace {

namespace marker {
constexpr std::uint8_t kTemporary = 0x01;
constexpr std::uint8_t kFrame0 = 0xC0;
constexpr std::uint8_t kFrame2 = 0xC2;
constexpr std::uint8_t kHuffmanTables = 0xC4;
constexpr std::uint8_t kExtension = 0xC8;
constexpr std::uint8_t kArithmeticTables = 0xCC;
constexpr std::uint8_t kFrame15 = 0xCF;
constexpr std::uint8_t kRestart0 = 0xD0;
constexpr std::uint8_t kRestart7 = 0xD7;
constexpr std::uint8_t kStart = 0xD8;
constexpr std::uint8_t kEnd = 0xD9;
constexpr std::uint8_t kScan = 0xDA;
constexpr std::uint8_t kApp1 = 0xE1;
} // namespace marker

/// Encoders make about ten; the libjpeg-turbo authors advise callers to give up somewhere in the hundreds.
constexpr int kMaxScans = 200;

bool isRestart(std::uint8_t code)
{
    return code >= marker::kRestart0 && code <= marker::kRestart7;
}

bool standsAlone(std::uint8_t code)
{
    return code == marker::kTemporary || code == marker::kStart || isRestart(code);
}

bool isFrame(std::uint8_t code)
{
    return code >= marker::kFrame0 && code <= marker::kFrame15 && code != marker::kHuffmanTables &&
           code != marker::kExtension && code != marker::kArithmeticTables;
}

/// Steps from marker to marker.
class MarkerWalk {
public:
    explicit MarkerWalk(QByteArrayView bytes) : m_bytes(bytes), m_reader(bytes) {}

    /// The next marker, with the position moved behind its segment (for a scan: behind the scan's header).
    /// Nothing at the end of the bytes.
    std::optional<std::uint8_t> next()
    {
        const std::optional<std::uint8_t> code = seek(false);
        if (!code)
            return std::nullopt;
        m_payload = m_at;
        m_length = 0;
        if (*code == marker::kEnd || standsAlone(*code))
            return code;
        const std::uint16_t length = m_reader.u16(m_at);
        if (length < 2 || !m_reader.has(m_at, length))
            return std::nullopt;
        m_payload = m_at + 2;
        m_length = length - 2u;
        m_at += length;
        return code;
    }

    /// Over entropy-coded data to the next marker that ends it.
    bool skipScan()
    {
        if (!seek(true))
            return false;
        m_at -= 2;
        return true;
    }

    QByteArrayView payload() const { return m_reader.slice(m_payload, m_length); }

private:
    /// Behind the next marker. In a scan, stuffed zeros and restart markers belong to the data.
    std::optional<std::uint8_t> seek(bool inScan)
    {
        while (m_at + 1 < m_reader.size()) {
            const auto* start = m_bytes.data() + m_at;
            const auto* found =
                static_cast<const char*>(std::memchr(start, 0xFF, static_cast<std::size_t>(m_reader.size() - m_at)));
            if (found == nullptr)
                break;
            m_at += static_cast<std::uint64_t>(found - start) + 1;
            if (!m_reader.has(m_at, 1))
                break;
            const std::uint8_t code = m_reader.u8(m_at);
            if (code == 0xFF) // padding before a marker
                continue;
            ++m_at;
            if (code != 0 && !(inScan && isRestart(code)))
                return code;
        }
        return std::nullopt;
    }

    QByteArrayView m_bytes;
    ByteReader m_reader;
    std::uint64_t m_at = 0;
    std::uint64_t m_payload = 0;
    std::uint64_t m_length = 0;
};

Result<JpegStructure> readFrame(std::uint8_t code, QByteArrayView payload, JpegStructure structure)
{
    const ByteReader frame(payload);
    if (!frame.has(0, 6))
        return fail(nonsenseHeader());
    structure.size = QSize(frame.u16(3), frame.u16(1));
    structure.components = frame.u8(5);
    structure.progressive = code == marker::kFrame2;
    // Lossless, hierarchical and arithmetic frames, and twelve-bit samples, come from medical and test software.
    if (code > marker::kFrame2 || frame.u8(0) != 8)
        return fail(notReadHere("a rare kind of JPEG (lossless, arithmetic or more than 8 bits)"));
    if (structure.size.isEmpty() || structure.components < 1 || structure.components > 4)
        return fail(nonsenseHeader());
    return structure;
}

} // namespace

Result<JpegStructure> readJpegStructure(QByteArrayView bytes)
{
    JpegStructure structure;
    MarkerWalk walk(bytes);
    while (const std::optional<std::uint8_t> code = walk.next()) {
        if (isFrame(*code))
            return readFrame(*code, walk.payload(), structure);
        if (*code == marker::kEnd || *code == marker::kScan)
            return fail(nonsenseHeader());
        constexpr QByteArrayView kExifPrefix("Exif\0\0", 6);
        if (*code == marker::kApp1 && structure.exif.isEmpty() && walk.payload().startsWith(kExifPrefix))
            structure.exif = walk.payload().sliced(kExifPrefix.size());
    }
    return fail(endsTooEarly());
}

Result<void> checkJpegIsWhole(QByteArrayView bytes)
{
    MarkerWalk walk(bytes);
    int scans = 0;
    while (const std::optional<std::uint8_t> code = walk.next()) {
        if (*code == marker::kEnd)
            return {};
        if (*code == marker::kScan) {
            if (++scans > kMaxScans)
                return fail(cannotBeDecoded());
            if (!walk.skipScan())
                break;
        }
    }
    return fail(endsTooEarly());
}

} // namespace vidimus::media
