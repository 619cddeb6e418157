#include "core/index/hnsw_file.h"

#include <array>
#include <string>
#include <type_traits>

#include "core/base/path_text.h"

namespace vidimus::index {

namespace {

/// Goes up with every change of the layout, of how vectors are coded and of how their space is rotated: the graph of
/// another format is built anew. 1 had vectors of 32 bits a value.
constexpr std::uint32_t kFormat = 2;
/// A node reaches level n with probability 1/M^n: more than this is damage.
constexpr std::uint32_t kMaxLevel = 64;

/// The first bytes of the file, laid out without gaps.
struct FileHead {
    std::array<char, 8> magic{'V', 'I', 'D', 'I', 'H', 'N', 'S', 'W'};
    std::uint32_t format = kFormat;
    std::uint32_t reserved = 0;
    std::uint64_t stamp = 0;
    std::uint32_t dimension = 0;
    std::uint32_t links = 0;
    std::uint32_t slots = 0;
    std::uint32_t entryPoint = 0;
    std::int32_t topLevel = -1;
    std::uint32_t linkBytes = 0;
    std::uint32_t upperBytes = 0;
    std::uint32_t vectorBytes = 0;
};
static_assert(sizeof(FileHead) == 56 && std::is_trivially_copyable_v<FileHead>);

tl::unexpected<Error> corrupt(const std::filesystem::path& file, const std::string& why)
{
    return fail(ErrorCode::Corrupt, displayPath(file) + " " + why + ".");
}

} // namespace

Result<HnswFileWriter> HnswFileWriter::create(const std::filesystem::path& file, const GraphHeader& header,
                                              std::span<const int> levels)
{
    FileHead head;
    head.stamp = header.stamp;
    head.dimension = header.dimension;
    head.links = header.links;
    head.slots = header.slots;
    head.entryPoint = header.entryPoint;
    head.topLevel = header.topLevel;
    head.linkBytes = header.linkBytes;
    head.upperBytes = header.upperBytes;
    head.vectorBytes = header.vectorBytes;
    Result<CheckedFileWriter> writer = CheckedFileWriter::create(file);
    if (!writer)
        return fail(writer.error());
    const std::vector<std::uint32_t> stored(levels.begin(), levels.end());
    Result<void> done = writer->write(std::as_bytes(std::span(&head, 1)));
    if (done)
        done = writer->write(std::as_bytes(std::span(stored)));
    if (!done)
        return fail(done.error());
    return HnswFileWriter(std::move(*writer));
}

Result<HnswFileReader> HnswFileReader::open(const std::filesystem::path& file, int dimension)
{
    Result<CheckedFileReader> opened = CheckedFileReader::open(file);
    if (!opened)
        return fail(opened.error());
    HnswFileReader reader(std::move(*opened));

    FileHead head;
    if (const Result<void> done = reader.m_file.read(std::as_writable_bytes(std::span(&head, 1))); !done)
        return fail(done.error());
    if (head.magic != FileHead{}.magic)
        return corrupt(file, "is not a vector index");
    if (head.format != kFormat)
        return corrupt(file, "has a format this version does not know");
    if (dimension <= 0 || head.dimension != static_cast<std::uint32_t>(dimension))
        return corrupt(file, "holds vectors of another size");

    std::uint64_t rest = reader.m_file.remaining();
    const std::uint64_t levelBytes = std::uint64_t{head.slots} * sizeof(std::uint32_t);
    if (levelBytes > rest)
        return corrupt(file, "is cut off");
    std::vector<std::uint32_t> levels(head.slots);
    if (const Result<void> done = reader.m_file.read(std::as_writable_bytes(std::span(levels))); !done)
        return fail(done.error());
    rest -= levelBytes;
    std::uint64_t upperLevels = 0;
    for (const std::uint32_t level : levels) {
        if (level > kMaxLevel)
            return corrupt(file, "is damaged");
        upperLevels += level;
    }
    // No product of two of these overflows 64 bits, but their sum could.
    constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 20;
    const std::uint64_t nodeBytes = std::uint64_t{head.linkBytes} + head.vectorBytes + sizeof(std::int64_t);
    if (nodeBytes > kMostBytes || head.upperBytes > kMostBytes ||
        head.slots * nodeBytes + upperLevels * head.upperBytes != rest)
        return corrupt(file, "does not have the size it should have");

    reader.m_header = {head.dimension, head.links,      head.slots,       head.entryPoint, head.topLevel,
                       head.linkBytes, head.upperBytes, head.vectorBytes, head.stamp};
    reader.m_levels.assign(levels.begin(), levels.end());
    return reader;
}

} // namespace vidimus::index
