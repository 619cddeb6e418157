#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "core/base/error.h"

namespace vidimus::index {

/// Writes a file that is either there whole or not at all: under a temporary name beside it ("NAME.tmp"), with a checksum
/// (XXH3, 64 bit) of everything behind it, then synced, renamed over the old one, and the folder synced.
///
/// Thread: the one that made it; one writer per name at a time.
class CheckedFileWriter {
public:
    static Result<CheckedFileWriter> create(const std::filesystem::path& file);
    CheckedFileWriter(CheckedFileWriter&&) noexcept;
    CheckedFileWriter& operator=(CheckedFileWriter&&) noexcept;
    /// Without commit() before, the temporary file is removed and the old file stays as it was.
    ~CheckedFileWriter();

    Result<void> write(std::span<const std::byte> bytes);
    Result<void> commit();

private:
    class Private;
    explicit CheckedFileWriter(std::unique_ptr<Private> wanted);
    std::unique_ptr<Private> d;
};

/// Reads such a file from front to end. What was read is to be trusted only once verify() has succeeded; until then
/// sizes found in it must be compared with remaining() before memory is asked for.
class CheckedFileReader {
public:
    /// NotFound when absent, Corrupt when too short to hold a checksum.
    static Result<CheckedFileReader> open(const std::filesystem::path& file);
    CheckedFileReader(CheckedFileReader&&) noexcept;
    CheckedFileReader& operator=(CheckedFileReader&&) noexcept;
    ~CheckedFileReader();

    /// Bytes before the checksum that were not read yet.
    std::uint64_t remaining() const;
    /// Fills all of `bytes`. Corrupt when that many are not there.
    Result<void> read(std::span<std::byte> bytes);
    /// Corrupt unless everything was read and the checksum is that of what was read.
    Result<void> verify();

private:
    class Private;
    explicit CheckedFileReader(std::unique_ptr<Private> wanted);
    std::unique_ptr<Private> d;
};

} // namespace vidimus::index
