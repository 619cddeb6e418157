#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QByteArrayView>
#include <QSize>

#include "core/base/error.h"
#include "core/media/byte_reader.h"

/// TIFF directories (IFDs), as TIFF files, TIFF-based RAW files and EXIF blocks all have them. Classic and BigTIFF.
namespace vidimus::media {

struct TiffEntry {
    std::uint16_t tag = 0;
    std::uint16_t type = 0;
    std::uint64_t count = 0;
    std::uint64_t offset = 0; ///< where the values lie
};

class TiffReader {
public:
    /// Nothing when the bytes do not start as TIFF.
    static std::optional<TiffReader> open(QByteArrayView bytes);

    /// The entries of the first directory, or of the one at `offset`; what lies outside the bytes is left out.
    std::vector<TiffEntry> firstDirectory() const { return directory(m_firstDirectory); }
    std::vector<TiffEntry> directory(std::uint64_t offset) const;

    /// Unsigned integers of any width; 0 outside the entry or the bytes, and for other types.
    std::uint64_t value(const TiffEntry& entry, std::uint64_t index = 0) const;

private:
    TiffReader(ByteReader reader, bool big) : m_reader(reader), m_big(big) {}

    ByteReader m_reader;
    bool m_big;
    std::uint64_t m_firstDirectory = 0;
};

struct TiffStructure {
    QSize size;
    std::uint64_t decodedBytes = 0; ///< what Qt's plugin and libtiff would allocate
    bool complete = true;           ///< all strips or tiles lie inside the file
};

bool isTiff(QByteArrayView bytes);

/// A camera's RAW file in TIFF's clothes, whose first directory is at best a thumbnail: DNG, CR2, NEF, ARW, …
bool isRawTiff(QByteArrayView bytes);

Result<TiffStructure> readTiffStructure(QByteArrayView bytes);

/// EXIF orientation of the first directory, 1 when absent or nonsense.
int tiffOrientation(QByteArrayView bytes);

} // namespace vidimus::media
