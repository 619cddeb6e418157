#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "core/base/error.h"

namespace vidimus::inference {

/// A file that comes to be whole or not at all: written under a name of its own beside the place it is meant for, synced,
/// then given its name. What is destroyed before commit() leaves nothing behind. Thread: one at a time.
/// Errors, with the file's name: NotFound (no such folder), PermissionDenied, ReadOnly, OutOfSpace, Internal.
class NewFile {
public:
    static Result<NewFile> create(const std::filesystem::path& file);

    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&& other) noexcept;
    ~NewFile();

    Result<void> write(std::span<const std::byte> bytes);
    Result<void> commit();

private:
    NewFile(std::filesystem::path file, std::filesystem::path temporary, int descriptor);
    void abandon();

    std::filesystem::path m_file;
    std::filesystem::path m_temporary;
    int m_descriptor; ///< -1: nothing to write or remove any more
};

/// A small file in one go.
Result<void> writeNewFile(const std::filesystem::path& file, std::span<const std::byte> bytes);

/// Makes renames in a folder outlast a power cut, where the system knows how.
void syncFolder(const std::filesystem::path& folder);

} // namespace vidimus::inference
