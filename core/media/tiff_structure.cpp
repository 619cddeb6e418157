#include "core/media/tiff_structure.h"

#include <algorithm>

#include "core/media/media_errors.h"

namespace vidimus::media {

namespace {

namespace tag {
constexpr std::uint16_t kNewSubfileType = 254;
constexpr std::uint16_t kImageWidth = 256;
constexpr std::uint16_t kImageLength = 257;
constexpr std::uint16_t kBitsPerSample = 258;
constexpr std::uint16_t kPhotometric = 262;
constexpr std::uint16_t kMake = 271;
constexpr std::uint16_t kStripOffsets = 273;
constexpr std::uint16_t kOrientation = 274;
constexpr std::uint16_t kSamplesPerPixel = 277;
constexpr std::uint16_t kRowsPerStrip = 278;
constexpr std::uint16_t kStripByteCounts = 279;
constexpr std::uint16_t kTileWidth = 322;
constexpr std::uint16_t kTileLength = 323;
constexpr std::uint16_t kTileOffsets = 324;
constexpr std::uint16_t kTileByteCounts = 325;
constexpr std::uint16_t kSubDirectories = 330;
constexpr std::uint16_t kDngVersion = 50706;
} // namespace tag

constexpr std::uint64_t kColourFilterArray = 32803;
constexpr std::uint64_t kLinearRaw = 34892;

/// A directory has a few dozen entries; more than this is not worth walking.
constexpr std::uint64_t kMaxEntries = 4096;

/// Bytes of one value; 0 for types that are no unsigned integers.
unsigned integerWidth(std::uint16_t type)
{
    switch (type) {
    case 1: // BYTE
        return 1;
    case 3: // SHORT
        return 2;
    case 4:  // LONG
    case 13: // IFD
        return 4;
    case 16: // LONG8
    case 18: // IFD8
        return 8;
    default:
        return 0;
    }
}

/// Bytes of one value of any type, to tell values in the entry from values elsewhere.
unsigned typeWidth(std::uint16_t type)
{
    switch (type) {
    case 1:
    case 2:
    case 6:
    case 7:
        return 1;
    case 3:
    case 8:
        return 2;
    case 4:
    case 9:
    case 11:
    case 13:
        return 4;
    default:
        return 8;
    }
}

const TiffEntry* find(const std::vector<TiffEntry>& directory, std::uint16_t tag)
{
    const auto found = std::find_if(directory.begin(), directory.end(), [&](const auto& e) { return e.tag == tag; });
    return found == directory.end() ? nullptr : &*found;
}

std::uint64_t valueOf(const TiffReader& tiff, const std::vector<TiffEntry>& directory, std::uint16_t tag,
                      std::uint64_t fallback)
{
    const TiffEntry* entry = find(directory, tag);
    return entry == nullptr ? fallback : tiff.value(*entry);
}

bool holdsSensorData(const TiffReader& tiff, const std::vector<TiffEntry>& directory)
{
    const std::uint64_t photometric = valueOf(tiff, directory, tag::kPhotometric, 0);
    return photometric == kColourFilterArray || photometric == kLinearRaw;
}

/// Whether every strip (or tile) lies inside the file.
bool piecesAreInside(const TiffReader& tiff, const std::vector<TiffEntry>& directory, std::uint64_t fileSize)
{
    const bool tiled = find(directory, tag::kTileOffsets) != nullptr;
    const TiffEntry* offsets = find(directory, tiled ? tag::kTileOffsets : tag::kStripOffsets);
    const TiffEntry* counts = find(directory, tiled ? tag::kTileByteCounts : tag::kStripByteCounts);
    if (offsets == nullptr || offsets->count == 0)
        return false;
    // Each offset takes at least two bytes of the file, which bounds the walk whatever the count claims.
    if (offsets->count > fileSize / 2)
        return false;
    for (std::uint64_t i = 0; i < offsets->count; ++i) {
        const std::uint64_t offset = tiff.value(*offsets, i);
        const std::uint64_t bytes = counts == nullptr ? 0 : tiff.value(*counts, i);
        if (offset > fileSize || bytes > fileSize - offset)
            return false;
    }
    return true;
}

/// Bytes per pixel of the QImage that Qt's plugin allocates.
std::uint64_t decodedPixelBytes(std::uint64_t bits, std::uint64_t samples)
{
    if (bits > 16)
        return 16;
    if (bits == 16)
        return samples == 1 ? 2 : 8;
    return samples == 1 && bits == 8 ? 1 : 4;
}

} // namespace

std::optional<TiffReader> TiffReader::open(QByteArrayView bytes)
{
    const ByteReader magic(bytes);
    if (!magic.matches(0, "II") && !magic.matches(0, "MM"))
        return std::nullopt;
    const ByteReader reader(bytes, magic.u8(0) == 'M');
    const std::uint16_t version = reader.u16(2);
    if (version != 42 && version != 43)
        return std::nullopt;
    TiffReader tiff(reader, version == 43);
    tiff.m_firstDirectory = tiff.m_big ? reader.u64(8) : reader.u32(4);
    return tiff;
}

std::vector<TiffEntry> TiffReader::directory(std::uint64_t offset) const
{
    std::vector<TiffEntry> entries;
    if (!m_reader.has(offset, m_big ? 8 : 2))
        return entries;
    const std::uint64_t claimed = m_big ? m_reader.u64(offset) : m_reader.u16(offset);
    const std::uint64_t entrySize = m_big ? 20 : 12;
    std::uint64_t at = offset + (m_big ? 8 : 2);
    for (std::uint64_t i = 0; i < std::min(claimed, kMaxEntries) && m_reader.has(at, entrySize); ++i, at += entrySize) {
        TiffEntry entry;
        entry.tag = m_reader.u16(at);
        entry.type = m_reader.u16(at + 2);
        entry.count = m_big ? m_reader.u64(at + 4) : m_reader.u32(at + 4);
        const std::uint64_t field = at + (m_big ? 12 : 8);
        const std::uint64_t fieldSize = m_big ? 8 : 4;
        const bool inPlace = entry.count <= fieldSize / std::min<std::uint64_t>(typeWidth(entry.type), fieldSize) &&
                             entry.count * typeWidth(entry.type) <= fieldSize;
        entry.offset = inPlace ? field : (m_big ? m_reader.u64(field) : m_reader.u32(field));
        entries.push_back(entry);
    }
    return entries;
}

std::uint64_t TiffReader::value(const TiffEntry& entry, std::uint64_t index) const
{
    const unsigned width = integerWidth(entry.type);
    if (width == 0 || index >= entry.count || index > m_reader.size() / width)
        return 0;
    const std::uint64_t at = entry.offset + index * width;
    if (at < entry.offset)
        return 0;
    switch (width) {
    case 1:
        return m_reader.u8(at);
    case 2:
        return m_reader.u16(at);
    case 4:
        return m_reader.u32(at);
    default:
        return m_reader.u64(at);
    }
}

bool isTiff(QByteArrayView bytes)
{
    return TiffReader::open(bytes).has_value();
}

bool isRawTiff(QByteArrayView bytes)
{
    const auto tiff = TiffReader::open(bytes);
    if (!tiff)
        return false;
    const ByteReader reader(bytes);
    if (reader.matches(8, "CR") || reader.matches(8, "IIII"))
        return true;
    const auto first = tiff->firstDirectory();
    if (find(first, tag::kDngVersion) != nullptr || holdsSensorData(*tiff, first))
        return true;
    // NEF, ARW and their kin: the maker's name, a reduced picture first, the sensor's data in a sub-directory.
    const TiffEntry* sub = find(first, tag::kSubDirectories);
    if (find(first, tag::kMake) == nullptr || sub == nullptr)
        return false;
    if ((valueOf(*tiff, first, tag::kNewSubfileType, 0) & 1) != 0)
        return true;
    constexpr std::uint64_t kMaxSubDirectories = 8;
    for (std::uint64_t i = 0; i < std::min(sub->count, kMaxSubDirectories); ++i) {
        if (holdsSensorData(*tiff, tiff->directory(tiff->value(*sub, i))))
            return true;
    }
    return false;
}

Result<TiffStructure> readTiffStructure(QByteArrayView bytes)
{
    const auto tiff = TiffReader::open(bytes);
    if (!tiff)
        return fail(notAPicture());
    const auto directory = tiff->firstDirectory();
    if (directory.empty())
        return fail(endsTooEarly());
    const auto number = [&](std::uint16_t tag, std::uint64_t fallback) {
        return valueOf(*tiff, directory, tag, fallback);
    };
    const std::uint64_t width = number(tag::kImageWidth, 0);
    const std::uint64_t height = number(tag::kImageLength, 0);
    const std::uint64_t bits = number(tag::kBitsPerSample, 1);
    const std::uint64_t samples = number(tag::kSamplesPerPixel, 1);
    constexpr std::uint64_t kMaxSide = 0x7FFFFFFF;
    if (width == 0 || height == 0 || width > kMaxSide || height > kMaxSide || bits == 0 || bits > 64 || samples == 0 ||
        samples > 64)
        return fail(nonsenseHeader());

    TiffStructure structure;
    structure.size = QSize(static_cast<int>(width), static_cast<int>(height));
    structure.complete = piecesAreInside(*tiff, directory, static_cast<std::uint64_t>(bytes.size()));
    // libtiff holds one strip or tile beside the picture. Every factor is below 2^31: saturate rather than wrap.
    const std::uint64_t pieceWidth = std::min(number(tag::kTileWidth, width), kMaxSide);
    const std::uint64_t pieceHeight =
        std::min(number(tag::kTileLength, std::min(number(tag::kRowsPerStrip, height), height)), kMaxSide);
    const std::uint64_t samplesBytes = (bits * samples + 7) / 8;
    const std::uint64_t piecePixels = pieceWidth * pieceHeight;
    const std::uint64_t pictureBytes =
        width * height <= (1ull << 56) ? width * height * decodedPixelBytes(bits, samples) : ~0ull;
    const std::uint64_t pieceBytes = piecePixels <= (1ull << 54) ? piecePixels * samplesBytes : ~0ull;
    structure.decodedBytes = pictureBytes > ~0ull - pieceBytes ? ~0ull : pictureBytes + pieceBytes;
    return structure;
}

int tiffOrientation(QByteArrayView bytes)
{
    const auto tiff = TiffReader::open(bytes);
    if (!tiff)
        return 1;
    const std::uint64_t orientation = valueOf(*tiff, tiff->firstDirectory(), tag::kOrientation, 1);
    return orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
}

} // namespace vidimus::media
