#include "core/inference/checkpoint/mapped_file.h"

#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

#include "core/base/path_text.h"

namespace vidimus::inference {

namespace {

tl::unexpected<Error> cannotRead(const std::filesystem::path& file, std::error_code why)
{
    const std::string name = displayPath(file);
    if (why == std::errc::no_such_file_or_directory || why == std::errc::not_a_directory)
        return fail(ErrorCode::NotFound, name + " does not exist.");
    if (why == std::errc::permission_denied)
        return fail(ErrorCode::PermissionDenied, name + " may not be read: permission denied.");
    return fail(ErrorCode::Unreadable, name + " cannot be read: " + why.message() + ".");
}

tl::unexpected<Error> notAFile(const std::filesystem::path& file, bool folder)
{
    return fail(ErrorCode::Unreadable, displayPath(file) + (folder ? " is a folder, not a file." : " is not a file."));
}

tl::unexpected<Error> emptyFile(const std::filesystem::path& file)
{
    return fail(ErrorCode::Corrupt, displayPath(file) + " is empty.");
}

} // namespace

MappedFile::MappedFile(MappedFile&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

#ifdef _WIN32

namespace {

struct Handle {
    HANDLE value;
    ~Handle()
    {
        if (value && value != INVALID_HANDLE_VALUE)
            CloseHandle(value);
    }
};

std::error_code lastError()
{
    return {static_cast<int>(GetLastError()), std::system_category()};
}

} // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& file)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
        return notAFile(file, true);
    const Handle handle{CreateFileW(file.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr,
                                    OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr)};
    if (handle.value == INVALID_HANDLE_VALUE)
        return cannotRead(file, lastError());
    LARGE_INTEGER size{};
    if (!GetFileSizeEx(handle.value, &size))
        return cannotRead(file, lastError());
    if (size.QuadPart == 0)
        return emptyFile(file);
    const Handle mapping{CreateFileMappingW(handle.value, nullptr, PAGE_READONLY, 0, 0, nullptr)};
    if (!mapping.value)
        return cannotRead(file, lastError());
    const void* start = MapViewOfFile(mapping.value, FILE_MAP_READ, 0, 0, 0);
    if (!start)
        return cannotRead(file, lastError());
    return MappedFile({static_cast<const std::byte*>(start), static_cast<std::size_t>(size.QuadPart)});
}

void MappedFile::release() const
{
    if (!m_bytes.empty()) // unlocking what is not locked takes pages out of the working set
        ::VirtualUnlock(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

MappedFile::~MappedFile()
{
    if (!m_bytes.empty())
        UnmapViewOfFile(m_bytes.data());
}

#else

namespace {

struct Descriptor {
    int value;
    ~Descriptor()
    {
        if (value >= 0)
            ::close(value);
    }
};

std::error_code lastError()
{
    return {errno, std::generic_category()};
}

} // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& file)
{
    // Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
    const Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (descriptor.value < 0)
        return cannotRead(file, lastError());
    struct stat facts {};
    if (::fstat(descriptor.value, &facts) != 0)
        return cannotRead(file, lastError());
    if (!S_ISREG(facts.st_mode))
        return notAFile(file, S_ISDIR(facts.st_mode));
    if (facts.st_size == 0)
        return emptyFile(file);
    if (static_cast<std::uintmax_t>(facts.st_size) > std::numeric_limits<std::size_t>::max())
        return fail(ErrorCode::TooLarge, displayPath(file) + " is larger than this computer can address.");
    const auto size = static_cast<std::size_t>(facts.st_size);
    void* start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.value, 0);
    if (start == MAP_FAILED)
        return cannotRead(file, lastError());
    return MappedFile({static_cast<const std::byte*>(start), size});
}

void MappedFile::release() const
{
    if (!m_bytes.empty())
        ::madvise(const_cast<std::byte*>(m_bytes.data()), m_bytes.size(), MADV_DONTNEED);
}

MappedFile::~MappedFile()
{
    if (!m_bytes.empty())
        ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

#endif

} // namespace vidimus::inference
