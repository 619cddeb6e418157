#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/index/checked_file.h"

namespace vidimus::index {

/// What a saved graph is; the sizes of everything behind it in the file follow from this.
struct GraphHeader {
    std::uint32_t dimension = 0;
    std::uint32_t links = 0; ///< M
    std::uint32_t slots = 0; ///< nodes, those marked as deleted included
    std::uint32_t entryPoint = 0;
    std::int32_t topLevel = -1;    ///< -1 when there is no node
    std::uint32_t linkBytes = 0;   ///< of the links of a node in level 0, the mark of removed ones among them
    std::uint32_t upperBytes = 0;  ///< of the links of a node in one upper level
    std::uint32_t vectorBytes = 0; ///< of a coded vector
    std::uint64_t stamp = 0;
};

/// The file: magic and format version, GraphHeader, one uint32 per node with its number of upper levels, the links in
/// level 0 of all nodes, the links of the upper levels of each node that has some, one int64 per node with its photo, the
/// vectors of all nodes; native byte order; checksum.
class HnswFileWriter {
public:
    static Result<HnswFileWriter> create(const std::filesystem::path& file, const GraphHeader& header,
                                         std::span<const int> levels);
    Result<void> write(std::span<const std::byte> bytes) { return m_file.write(bytes); }
    Result<void> commit() { return m_file.commit(); }

private:
    explicit HnswFileWriter(CheckedFileWriter file) : m_file(std::move(file)) {}

    CheckedFileWriter m_file;
};

/// Reads header and levels, and makes sure that the file has exactly the size they ask for, so that the caller may ask
/// for that much memory; the contents are to be trusted only after verify().
class HnswFileReader {
public:
    /// Corrupt for another kind of file, another format, another dimension and a size that does not fit.
    static Result<HnswFileReader> open(const std::filesystem::path& file, int dimension);

    const GraphHeader& header() const { return m_header; }
    const std::vector<int>& levels() const { return m_levels; }
    Result<void> read(std::span<std::byte> bytes) { return m_file.read(bytes); }
    Result<void> verify() { return m_file.verify(); }

private:
    explicit HnswFileReader(CheckedFileReader file) : m_file(std::move(file)) {}

    CheckedFileReader m_file;
    GraphHeader m_header;
    std::vector<int> m_levels;
};

} // namespace vidimus::index
