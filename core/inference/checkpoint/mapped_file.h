#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "core/base/error.h"

namespace vidimus::inference {

/// A whole file mapped into memory for reading. What another program writes into the file later may show; one that cuts
/// the file short while it is mapped makes reading the lost part fatal, as for every program that maps files.
class MappedFile {
public:
    /// NotFound, PermissionDenied, Unreadable (a folder, a device), Corrupt (empty). Messages name the file.
    static Result<MappedFile> open(const std::filesystem::path& file);

    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::span<const std::byte> bytes() const { return m_bytes; }

    /// The bytes will not be needed soon: they no longer count as this program's memory, and are read again (from the
    /// system's cache, as a rule) when they are touched. Thread: any.
    void release() const;

private:
    explicit MappedFile(std::span<const std::byte> bytes) : m_bytes(bytes) {}
    std::span<const std::byte> m_bytes;
};

} // namespace vidimus::inference
