#include "core/inference/checkpoint/new_file.h"

#include <random>
#include <string>
#include <system_error>
#include <utility>

namespace vidimus::inference {

Result<NewFile> NewFile::create(const std::filesystem::path& file)
{
    constexpr int kAttempts = 10; // a name that is taken is next to impossible, and another one is soon found
    std::random_device random;
    for (int attempt = 1;; ++attempt) {
        std::filesystem::path temporary = file;
        temporary += ".part-" + std::to_string(random());
        Result<FileHandle> handle = FileHandle::createNew(temporary);
        if (handle)
            return NewFile(file, std::move(temporary), std::move(*handle));
        std::error_code ignored;
        if (attempt == kAttempts || !std::filesystem::exists(temporary, ignored))
            return fail(std::move(handle.error()));
    }
}

NewFile::NewFile(std::filesystem::path file, std::filesystem::path temporary, FileHandle handle)
    : m_file(std::move(file)), m_temporary(std::move(temporary)), m_handle(std::move(handle))
{}

NewFile::NewFile(NewFile&& other) noexcept
    : m_file(std::move(other.m_file))
    , m_temporary(std::move(other.m_temporary))
    , m_handle(std::exchange(other.m_handle, std::nullopt))
{}

NewFile& NewFile::operator=(NewFile&& other) noexcept
{
    std::swap(m_file, other.m_file);
    std::swap(m_temporary, other.m_temporary);
    std::swap(m_handle, other.m_handle);
    return *this;
}

NewFile::~NewFile()
{
    if (!m_handle)
        return;
    m_handle.reset(); // Windows does not remove what is open
    std::error_code ignored;
    std::filesystem::remove(m_temporary, ignored);
}

Result<void> NewFile::commit()
{
    if (auto synced = m_handle->sync(); !synced)
        return synced;
    m_handle->close();
    if (auto renamed = renameDurably(m_temporary, m_file); !renamed)
        return renamed;
    m_handle.reset();
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

} // namespace vidimus::inference
