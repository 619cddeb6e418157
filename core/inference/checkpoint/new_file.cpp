#include "core/inference/checkpoint/new_file.h"

#include <algorithm>
#include <cerrno>
#include <random>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

#include "core/base/path_text.h"

namespace vidimus::inference {

namespace {

/// Systems cut longer transfers short anyway.
constexpr std::size_t kLongestTransfer = std::size_t{1} << 30;

tl::unexpected<Error> failure(const std::filesystem::path& file, std::error_code why)
{
    const std::string name = displayPath(file);
    if (why == std::errc::no_space_on_device || why == std::errc::file_too_large)
        return fail(ErrorCode::OutOfSpace, "There is not enough room to write " + name + ".");
    if (why == std::errc::read_only_file_system)
        return fail(ErrorCode::ReadOnly, name + " cannot be written: the disk is read-only.");
    if (why == std::errc::permission_denied || why == std::errc::operation_not_permitted)
        return fail(ErrorCode::PermissionDenied, name + " may not be written: permission denied.");
    if (why == std::errc::no_such_file_or_directory || why == std::errc::not_a_directory)
        return fail(ErrorCode::NotFound, name + " cannot be written: its folder does not exist.");
    return fail(ErrorCode::Internal, name + " cannot be written: " + why.message() + ".");
}

std::error_code lastError()
{
    return {errno, std::generic_category()};
}

#ifdef _WIN32
int createFile(const std::filesystem::path& file)
{
    return _wopen(file.c_str(), _O_WRONLY | _O_CREAT | _O_EXCL | _O_BINARY | _O_NOINHERIT, _S_IREAD | _S_IWRITE);
}

std::ptrdiff_t writeSome(int descriptor, std::span<const std::byte> bytes)
{
    return _write(descriptor, bytes.data(), static_cast<unsigned>(bytes.size()));
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
int createFile(const std::filesystem::path& file)
{
    return ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

std::ptrdiff_t writeSome(int descriptor, std::span<const std::byte> bytes)
{
    return ::write(descriptor, bytes.data(), bytes.size());
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

Result<NewFile> NewFile::create(const std::filesystem::path& file)
{
    std::random_device random;
    for (int attempt = 0; attempt < 10; ++attempt) {
        std::filesystem::path temporary = file;
        temporary += ".part-" + std::to_string(random());
        if (const int descriptor = createFile(temporary); descriptor >= 0)
            return NewFile(file, std::move(temporary), descriptor);
        if (errno != EEXIST)
            break;
    }
    return failure(file, lastError());
}

NewFile::NewFile(std::filesystem::path file, std::filesystem::path temporary, int descriptor)
    : m_file(std::move(file)), m_temporary(std::move(temporary)), m_descriptor(descriptor)
{}

NewFile::NewFile(NewFile&& other) noexcept
    : m_file(std::move(other.m_file))
    , m_temporary(std::move(other.m_temporary))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{}

NewFile& NewFile::operator=(NewFile&& other) noexcept
{
    std::swap(m_file, other.m_file);
    std::swap(m_temporary, other.m_temporary);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

NewFile::~NewFile()
{
    abandon();
}

void NewFile::abandon()
{
    if (m_descriptor < 0)
        return;
    closeFile(std::exchange(m_descriptor, -1));
    std::error_code ignored;
    std::filesystem::remove(m_temporary, ignored);
}

Result<void> NewFile::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const std::ptrdiff_t count = writeSome(m_descriptor, bytes.first(std::min(bytes.size(), kLongestTransfer)));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure(m_file, lastError());
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> NewFile::commit()
{
    if (syncFile(m_descriptor) != 0)
        return failure(m_file, lastError());
    // After the sync there is nothing left that closing could fail to write.
    closeFile(std::exchange(m_descriptor, -1));
    std::error_code problem;
    std::filesystem::rename(m_temporary, m_file, problem);
    if (problem) {
        std::error_code ignored;
        std::filesystem::remove(m_temporary, ignored);
        return failure(m_file, problem);
    }
    syncFolder(m_file.has_parent_path() ? m_file.parent_path() : std::filesystem::path("."));
    return {};
}

Result<void> writeNewFile(const std::filesystem::path& file, std::span<const std::byte> bytes)
{
    Result<NewFile> created = NewFile::create(file);
    if (!created)
        return fail(std::move(created.error()));
    if (Result<void> written = created->write(bytes); !written)
        return written;
    return created->commit();
}

void syncFolder([[maybe_unused]] const std::filesystem::path& folder)
{
#ifndef _WIN32
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor); // some file systems cannot, and have nothing better to offer
    ::close(descriptor);
#endif
}

} // namespace vidimus::inference
