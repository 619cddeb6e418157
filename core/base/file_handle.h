#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>

#include "core/base/error.h"

namespace vidimus {

/// A file of the operating system, with every failure as a sentence that names the file. Thread: one at a time.
class FileHandle {
public:
    /// NotFound when absent.
    static Result<FileHandle> openForReading(const std::filesystem::path& file);
    /// Empty; a file of that name is emptied.
    static Result<FileHandle> createForWriting(const std::filesystem::path& file);
    /// Empty; a name that is taken already is an error.
    static Result<FileHandle> createNew(const std::filesystem::path& file);
    /// At its end; made when absent.
    static Result<FileHandle> openForAppending(const std::filesystem::path& file);

    FileHandle(FileHandle&& other) noexcept
        : m_file(std::move(other.m_file)), m_descriptor(std::exchange(other.m_descriptor, -1))
    {}
    FileHandle& operator=(FileHandle&& other) noexcept
    {
        std::swap(m_file, other.m_file);
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~FileHandle() { close(); }

    Result<std::uint64_t> size() const;
    /// All of it, or an error; Corrupt when the file ends before.
    Result<void> read(std::span<std::byte> bytes);
    Result<void> write(std::span<const std::byte> bytes);
    /// Returns when the bytes are on the disk.
    Result<void> sync();
    void close();

private:
    FileHandle(std::filesystem::path file, int descriptor) : m_file(std::move(file)), m_descriptor(descriptor) {}

    std::filesystem::path m_file;
    int m_descriptor;
};

/// Gives `from` the name `to`, in place of a file that has it, and returns when the folder is on the disk too.
Result<void> renameDurably(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace vidimus
