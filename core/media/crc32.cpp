#include "core/media/crc32.h"

#include <array>
#include <cstddef>

namespace vidimus::media {

namespace {

/// Table k advances a byte over k further ones, so that eight bytes go in one step.
using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Tables makeTables()
{
    Tables tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320u : 0u);
        tables[0][byte] = crc;
    }
    for (std::size_t k = 1; k < tables.size(); ++k) {
        for (std::size_t byte = 0; byte < 256; ++byte)
            tables[k][byte] = tables[k - 1][byte] >> 8 ^ tables[0][tables[k - 1][byte] & 0xFF];
    }
    return tables;
}

constexpr Tables kTables = makeTables();

std::uint32_t littleEndian(const unsigned char* at)
{
    return at[0] | static_cast<std::uint32_t>(at[1]) << 8 | static_cast<std::uint32_t>(at[2]) << 16 |
           static_cast<std::uint32_t>(at[3]) << 24;
}

} // namespace

std::uint32_t crc32(QByteArrayView bytes)
{
    std::uint32_t crc = 0xFFFFFFFFu;
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    auto left = static_cast<std::uint64_t>(bytes.size());
    for (; left >= 8; left -= 8, at += 8) {
        const std::uint32_t low = crc ^ littleEndian(at);
        crc = kTables[7][low & 0xFF] ^ kTables[6][low >> 8 & 0xFF] ^ kTables[5][low >> 16 & 0xFF] ^
              kTables[4][low >> 24] ^ kTables[3][at[4]] ^ kTables[2][at[5]] ^ kTables[1][at[6]] ^ kTables[0][at[7]];
    }
    for (; left > 0; --left, ++at)
        crc = crc >> 8 ^ kTables[0][(crc ^ *at) & 0xFF];
    return ~crc;
}

} // namespace vidimus::media
