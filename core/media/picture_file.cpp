#include "core/media/picture_file.h"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

#include <openssl/evp.h>

#include "core/media/media_errors.h"

namespace vidimus::media {

namespace {

#ifdef _WIN32
using SystemStat = struct _stat64;

int systemOpen(const std::filesystem::path& file)
{
    return ::_wopen(file.c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT);
}
int systemStat(const std::filesystem::path& file, SystemStat& status)
{
    return ::_wstat64(file.c_str(), &status);
}
int systemStat(int descriptor, SystemStat& status)
{
    return ::_fstat64(descriptor, &status);
}
std::int64_t systemRead(int descriptor, char* target, std::uint64_t count)
{
    return ::_read(descriptor, target, static_cast<unsigned>(count));
}
void systemClose(int descriptor)
{
    ::_close(descriptor);
}
std::int64_t modifiedNs(const SystemStat& status)
{
    return static_cast<std::int64_t>(status.st_mtime) * 1'000'000'000;
}
bool isRegular(const SystemStat& status)
{
    return (status.st_mode & _S_IFMT) == _S_IFREG;
}
bool isFolder(const SystemStat& status)
{
    return (status.st_mode & _S_IFMT) == _S_IFDIR;
}
#else
using SystemStat = struct stat;

/// Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
int systemOpen(const std::filesystem::path& file)
{
    return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}
int systemStat(const std::filesystem::path& file, SystemStat& status)
{
    return ::stat(file.c_str(), &status);
}
int systemStat(int descriptor, SystemStat& status)
{
    return ::fstat(descriptor, &status);
}
std::int64_t systemRead(int descriptor, char* target, std::uint64_t count)
{
    return ::read(descriptor, target, count);
}
void systemClose(int descriptor)
{
    ::close(descriptor);
}
std::int64_t modifiedNs(const SystemStat& status)
{
    return static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
}
bool isRegular(const SystemStat& status)
{
    return S_ISREG(status.st_mode);
}
bool isFolder(const SystemStat& status)
{
    return S_ISDIR(status.st_mode);
}
#endif

class Descriptor {
public:
    explicit Descriptor(int value) : m_value(value) {}
    ~Descriptor()
    {
        if (m_value >= 0)
            systemClose(m_value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    bool isOpen() const { return m_value >= 0; }
    int value() const { return m_value; }

private:
    int m_value;
};

Error errorOf(int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return {ErrorCode::NotFound, "The file is not there (any more)."};
    case EACCES:
    case EPERM:
        return {ErrorCode::PermissionDenied, "Permission denied."};
    case ENAMETOOLONG:
        return {ErrorCode::InvalidArgument, "The path is longer than this system takes."};
    case ELOOP:
        return {ErrorCode::NotFound, "The link leads back to itself."};
    case ENXIO: // a socket
    case ENODEV:
        return {ErrorCode::Unsupported, "This is not an ordinary file."};
    case EMFILE:
    case ENFILE:
        return {ErrorCode::Unreadable, "Too many files are open."};
    default:
        return {ErrorCode::Unreadable, "The file could not be read to its end."};
    }
}

Result<FileStamp> stampFrom(const SystemStat& status)
{
    if (isFolder(status))
        return fail(ErrorCode::Unsupported, "This is a folder.");
    if (!isRegular(status))
        return fail(ErrorCode::Unsupported, "This is not an ordinary file.");
    return FileStamp{static_cast<std::uint64_t>(status.st_size), modifiedNs(status)};
}

/// The system would cut the path at a NUL and take some other file.
bool hasNul(const std::filesystem::path& file)
{
    return file.native().find(std::filesystem::path::value_type()) != std::filesystem::path::string_type::npos;
}

Error nulInPath()
{
    return {ErrorCode::InvalidArgument, "The path holds a zero byte."};
}

/// Bytes read, fewer than `count` only at the end of the file; nothing (errno set) on failure.
std::optional<std::uint64_t> readFully(int descriptor, char* target, std::uint64_t count)
{
    std::uint64_t done = 0;
    while (done < count) {
        const std::int64_t got = systemRead(descriptor, target + done, count - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return std::nullopt;
        if (got == 0)
            break;
        done += static_cast<std::uint64_t>(got);
    }
    return done;
}

} // namespace

Result<FileStamp> stampOf(const std::filesystem::path& file)
{
    if (hasNul(file))
        return fail(nulInPath());
    SystemStat status{};
    if (systemStat(file, status) != 0)
        return fail(errorOf(errno));
    return stampFrom(status);
}

Result<QByteArray> readFile(const std::filesystem::path& file, std::uint64_t maxBytes, std::stop_token stop)
{
    if (hasNul(file))
        return fail(nulInPath());
    const Descriptor descriptor(systemOpen(file));
    if (!descriptor.isOpen()) {
        // Windows and some systems refuse to open what is no file; the stamp knows the better reason.
        const Error error = errorOf(errno);
        const auto stamp = stampOf(file);
        return fail(stamp ? error : stamp.error());
    }
    SystemStat status{};
    if (systemStat(descriptor.value(), status) != 0)
        return fail(errorOf(errno));
    const auto stamp = stampFrom(status);
    if (!stamp)
        return fail(stamp.error());
    if (stamp->size > maxBytes)
        return fail(tooLargeFile(stamp->size, maxBytes));

    const Error changed{ErrorCode::Unreadable, "The file changed while it was read."};
    QByteArray bytes(static_cast<qsizetype>(stamp->size), Qt::Uninitialized);
    constexpr std::uint64_t kChunk = 4u << 20;
    for (std::uint64_t done = 0; done < stamp->size;) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped.");
        const std::uint64_t count = std::min(kChunk, stamp->size - done);
        const auto got = readFully(descriptor.value(), bytes.data() + done, count);
        if (!got)
            return fail(errorOf(errno));
        if (*got < count)
            return fail(changed);
        done += count;
    }
    char more = 0;
    const auto grown = readFully(descriptor.value(), &more, 1);
    if (!grown)
        return fail(errorOf(errno));
    if (*grown != 0)
        return fail(changed);
    return bytes;
}

ContentHash hashOf(const QByteArray& bytes)
{
    ContentHash hash;
    unsigned length = 0;
    // Can only fail where OpenSSL lacks SHA-256 altogether; the hash is then all zeros.
    EVP_Digest(bytes.constData(), static_cast<std::size_t>(bytes.size()), hash.bytes.data(), &length, EVP_sha256(),
               nullptr);
    return hash;
}

} // namespace vidimus::media
