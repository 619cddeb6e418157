#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>

#include "core/base/error.h"
#include "core/base/file_handle.h"

namespace vidimus::inference {

/// A file that comes to be whole or not at all: written under a name of its own beside the place it is meant for, synced,
/// then given its name. What is destroyed before commit() leaves nothing behind. Thread: one at a time.
/// Errors are FileHandle's: NotFound (no such folder), PermissionDenied, ReadOnly, OutOfSpace, Internal.
class NewFile {
public:
    static Result<NewFile> create(const std::filesystem::path& file);

    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&& other) noexcept;
    ~NewFile();

    Result<void> write(std::span<const std::byte> bytes) { return m_handle->write(bytes); }
    Result<void> commit();

private:
    NewFile(std::filesystem::path file, std::filesystem::path temporary, FileHandle handle);

    std::filesystem::path m_file;
    std::filesystem::path m_temporary;
    std::optional<FileHandle> m_handle; ///< none: nothing to write or remove any more
};

/// A small file in one go.
Result<void> writeNewFile(const std::filesystem::path& file, std::span<const std::byte> bytes);

} // namespace vidimus::inference
