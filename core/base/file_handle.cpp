#include "core/base/file_handle.h"

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#ifdef _WIN32
#include <io.h>
#include <windows.h>
#else
#include <unistd.h>
#endif

#include "core/base/path_text.h"

namespace vidimus {

namespace {

/// Systems cut longer transfers short anyway.
constexpr std::size_t kLongestTransfer = std::size_t{1} << 30;

ErrorCode codeOf(int systemError)
{
    switch (systemError) {
    case ENOENT:
    case ENOTDIR:
        return ErrorCode::NotFound;
    case EACCES:
    case EPERM:
        return ErrorCode::PermissionDenied;
    case EROFS:
        return ErrorCode::ReadOnly;
    case ENOSPC:
#ifdef EDQUOT
    case EDQUOT:
#endif
    case EFBIG:
        return ErrorCode::OutOfSpace;
    case EIO:
        return ErrorCode::Unreadable;
    default:
        return ErrorCode::Internal;
    }
}

tl::unexpected<Error> failure(const std::string& what, const std::filesystem::path& file, int systemError)
{
    return fail(codeOf(systemError),
                what + " " + displayPath(file) + ": " + std::generic_category().message(systemError) + ".");
}

enum class Opening { Read, Empty, New, Append };

#ifdef _WIN32
int openFile(const std::filesystem::path& file, Opening opening)
{
    const int flags = opening == Opening::Read    ? _O_RDONLY
                      : opening == Opening::Empty ? _O_WRONLY | _O_CREAT | _O_TRUNC
                      : opening == Opening::New   ? _O_WRONLY | _O_CREAT | _O_EXCL
                                                  : _O_WRONLY | _O_CREAT | _O_APPEND;
    return _wopen(file.c_str(), flags | _O_BINARY | _O_NOINHERIT, _S_IREAD | _S_IWRITE);
}

std::ptrdiff_t readSome(int descriptor, void* to, std::size_t count)
{
    return _read(descriptor, to, static_cast<unsigned>(count));
}

std::ptrdiff_t writeSome(int descriptor, const void* from, std::size_t count)
{
    return _write(descriptor, from, static_cast<unsigned>(count));
}

int syncFile(int descriptor)
{
    return _commit(descriptor);
}

int closeFile(int descriptor)
{
    return _close(descriptor);
}
#else
int openFile(const std::filesystem::path& file, Opening opening)
{
    const int flags = opening == Opening::Read    ? O_RDONLY
                      : opening == Opening::Empty ? O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW
                      : opening == Opening::New   ? O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
                                                  : O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW;
    return ::open(file.c_str(), flags | O_CLOEXEC, 0666);
}

std::ptrdiff_t readSome(int descriptor, void* to, std::size_t count)
{
    return ::read(descriptor, to, count);
}

std::ptrdiff_t writeSome(int descriptor, const void* from, std::size_t count)
{
    return ::write(descriptor, from, count);
}

int syncFile(int descriptor)
{
    return ::fsync(descriptor);
}

int closeFile(int descriptor)
{
    return ::close(descriptor);
}
#endif

} // namespace

Result<FileHandle> FileHandle::openForReading(const std::filesystem::path& file)
{
    const int descriptor = openFile(file, Opening::Read);
    if (descriptor < 0)
        return failure("Cannot open", file, errno);
    return FileHandle(file, descriptor);
}

Result<FileHandle> FileHandle::createForWriting(const std::filesystem::path& file)
{
    const int descriptor = openFile(file, Opening::Empty);
    if (descriptor < 0)
        return failure("Cannot create", file, errno);
    return FileHandle(file, descriptor);
}

Result<FileHandle> FileHandle::createNew(const std::filesystem::path& file)
{
    const int descriptor = openFile(file, Opening::New);
    if (descriptor < 0)
        return failure("Cannot create", file, errno);
    return FileHandle(file, descriptor);
}

Result<FileHandle> FileHandle::openForAppending(const std::filesystem::path& file)
{
    const int descriptor = openFile(file, Opening::Append);
    if (descriptor < 0)
        return failure("Cannot write", file, errno);
    return FileHandle(file, descriptor);
}

Result<std::uint64_t> FileHandle::size() const
{
#ifdef _WIN32
    struct _stat64 status {};
    const bool known = ::_fstat64(m_descriptor, &status) == 0;
#else
    struct stat status {};
    const bool known = ::fstat(m_descriptor, &status) == 0;
#endif
    if (!known)
        return failure("Cannot read", m_file, errno);
    return static_cast<std::uint64_t>(status.st_size);
}

Result<void> FileHandle::read(std::span<std::byte> bytes)
{
    while (!bytes.empty()) {
        const std::ptrdiff_t count = readSome(m_descriptor, bytes.data(), std::min(bytes.size(), kLongestTransfer));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure("Cannot read", m_file, errno);
        if (count == 0)
            return fail(ErrorCode::Corrupt, displayPath(m_file) + " ends too early.");
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> FileHandle::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const std::ptrdiff_t count = writeSome(m_descriptor, bytes.data(), std::min(bytes.size(), kLongestTransfer));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure("Cannot write", m_file, errno);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> FileHandle::sync()
{
    if (syncFile(m_descriptor) != 0)
        return failure("Cannot write", m_file, errno);
    return {};
}

void FileHandle::close()
{
    // After sync() there is nothing left that closing could fail to write.
    if (m_descriptor >= 0)
        closeFile(std::exchange(m_descriptor, -1));
}

Result<void> renameDurably(const std::filesystem::path& from, const std::filesystem::path& to)
{
#ifdef _WIN32
    std::error_code ignored;
    const DWORD replacing = std::filesystem::is_directory(from, ignored) ? 0 : MOVEFILE_REPLACE_EXISTING;
    if (MoveFileExW(from.c_str(), to.c_str(), replacing | MOVEFILE_WRITE_THROUGH))
        return {};
    const std::error_code why(static_cast<int>(GetLastError()), std::system_category());
    return failure("Cannot replace", to, why.default_error_condition().value());
#else
    if (::rename(from.c_str(), to.c_str()) != 0)
        return failure("Cannot replace", to, errno);
    const std::filesystem::path folder = to.has_parent_path() ? to.parent_path() : std::filesystem::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0 && errno == EACCES)
        return {}; // a folder that may be written and not read cannot be synced, and the file is there
    if (descriptor < 0)
        return failure("Cannot open", folder, errno);
    const int outcome = ::fsync(descriptor);
    const int systemError = errno;
    ::close(descriptor);
    // Some file systems cannot sync a folder; they say so with EINVAL and have nothing better to offer.
    if (outcome != 0 && systemError != EINVAL)
        return failure("Cannot write", folder, systemError);
    return {};
#endif
}

} // namespace vidimus
