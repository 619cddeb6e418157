#pragma once

#include <filesystem>
#include <memory>

#include "core/base/error.h"

class QLockFile;

namespace vidimus::storage {

/// Keeps a second program from writing to a library. A lock whose program is gone (kill -9) does not count.
class LibraryLock {
public:
    /// Busy, naming the program that holds it; ReadOnly where the folder may not be written.
    static Result<LibraryLock> acquire(const std::filesystem::path& libraryFolder);

    LibraryLock(LibraryLock&&) noexcept;
    LibraryLock& operator=(LibraryLock&&) noexcept;
    ~LibraryLock();

private:
    explicit LibraryLock(std::unique_ptr<QLockFile> file);
    std::unique_ptr<QLockFile> m_file;
};

} // namespace vidimus::storage
