#pragma once

#include <cstdint>
#include <cstring>

#include <QByteArrayView>

namespace vidimus::media {

/// Numbers out of untrusted bytes. Reading past the end gives 0, so ask has() where 0 would be taken for an answer.
class ByteReader {
public:
    explicit ByteReader(QByteArrayView bytes, bool bigEndian = true) : m_bytes(bytes), m_bigEndian(bigEndian) {}

    std::uint64_t size() const { return static_cast<std::uint64_t>(m_bytes.size()); }
    bool has(std::uint64_t offset, std::uint64_t count) const { return offset <= size() && count <= size() - offset; }

    std::uint8_t u8(std::uint64_t offset) const { return static_cast<std::uint8_t>(number(offset, 1)); }
    std::uint16_t u16(std::uint64_t offset) const { return static_cast<std::uint16_t>(number(offset, 2)); }
    std::uint32_t u24(std::uint64_t offset) const { return static_cast<std::uint32_t>(number(offset, 3)); }
    std::uint32_t u32(std::uint64_t offset) const { return static_cast<std::uint32_t>(number(offset, 4)); }
    std::uint64_t u64(std::uint64_t offset) const { return number(offset, 8); }

    bool matches(std::uint64_t offset, QByteArrayView expected) const
    {
        const auto length = static_cast<std::uint64_t>(expected.size());
        return has(offset, length) && std::memcmp(m_bytes.data() + offset, expected.data(), length) == 0;
    }
    /// Clipped to what is there.
    QByteArrayView slice(std::uint64_t offset, std::uint64_t count) const
    {
        if (offset >= size())
            return {};
        const std::uint64_t length = count < size() - offset ? count : size() - offset;
        return m_bytes.sliced(static_cast<qsizetype>(offset), static_cast<qsizetype>(length));
    }

private:
    std::uint64_t number(std::uint64_t offset, unsigned bytes) const
    {
        if (!has(offset, bytes))
            return 0;
        std::uint64_t value = 0;
        for (unsigned i = 0; i < bytes; ++i) {
            const unsigned at = m_bigEndian ? i : bytes - 1 - i;
            value = value << 8 | static_cast<unsigned char>(m_bytes[static_cast<qsizetype>(offset + at)]);
        }
        return value;
    }

    QByteArrayView m_bytes;
    bool m_bigEndian;
};

} // namespace vidimus::media
