#include "core/index/checked_file.h"

#include <system_error>
#include <utility>

#include <xxhash.h>

#include "core/base/file_handle.h"
#include "core/base/path_text.h"

namespace vidimus::index {

namespace {

/// XXH3 of a stream of bytes.
class Checksum {
public:
    Checksum() : m_state(XXH3_createState()) { XXH3_64bits_reset(m_state.get()); }

    void add(std::span<const std::byte> bytes) { XXH3_64bits_update(m_state.get(), bytes.data(), bytes.size()); }
    std::uint64_t value() const { return XXH3_64bits_digest(m_state.get()); }

private:
    struct Free {
        void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
    };
    std::unique_ptr<XXH3_state_t, Free> m_state;
};

} // namespace

class CheckedFileWriter::Private {
public:
    std::filesystem::path file;
    std::filesystem::path temporary;
    FileHandle handle;
    Checksum checksum;
    bool committed = false;
};

CheckedFileWriter::CheckedFileWriter(std::unique_ptr<Private> wanted) : d(std::move(wanted)) {}
CheckedFileWriter::CheckedFileWriter(CheckedFileWriter&&) noexcept = default;
CheckedFileWriter& CheckedFileWriter::operator=(CheckedFileWriter&&) noexcept = default;

CheckedFileWriter::~CheckedFileWriter()
{
    if (!d || d->committed)
        return;
    d->handle.close();
    std::error_code ignored;
    std::filesystem::remove(d->temporary, ignored);
}

Result<CheckedFileWriter> CheckedFileWriter::create(const std::filesystem::path& file)
{
    std::filesystem::path temporary = file;
    temporary += ".tmp";
    Result<FileHandle> handle = FileHandle::createForWriting(temporary);
    if (!handle)
        return fail(handle.error());
    return CheckedFileWriter(
        std::unique_ptr<Private>(new Private{file, std::move(temporary), std::move(*handle), {}, false}));
}

Result<void> CheckedFileWriter::write(std::span<const std::byte> bytes)
{
    d->checksum.add(bytes);
    return d->handle.write(bytes);
}

Result<void> CheckedFileWriter::commit()
{
    const std::uint64_t sum = d->checksum.value();
    Result<void> done = d->handle.write(std::as_bytes(std::span(&sum, 1)));
    if (done)
        done = d->handle.sync();
    d->handle.close();
    if (done)
        done = renameDurably(d->temporary, d->file);
    d->committed = done.has_value();
    return done;
}

class CheckedFileReader::Private {
public:
    std::filesystem::path file;
    FileHandle handle;
    std::uint64_t remaining = 0;
    Checksum checksum;
};

CheckedFileReader::CheckedFileReader(std::unique_ptr<Private> wanted) : d(std::move(wanted)) {}
CheckedFileReader::CheckedFileReader(CheckedFileReader&&) noexcept = default;
CheckedFileReader& CheckedFileReader::operator=(CheckedFileReader&&) noexcept = default;
CheckedFileReader::~CheckedFileReader() = default;

Result<CheckedFileReader> CheckedFileReader::open(const std::filesystem::path& file)
{
    Result<FileHandle> handle = FileHandle::openForReading(file);
    if (!handle)
        return fail(handle.error());
    const Result<std::uint64_t> size = handle->size();
    if (!size)
        return fail(size.error());
    if (*size < sizeof(std::uint64_t))
        return fail(ErrorCode::Corrupt, displayPath(file) + " is cut off.");
    return CheckedFileReader(
        std::unique_ptr<Private>(new Private{file, std::move(*handle), *size - sizeof(std::uint64_t), {}}));
}

std::uint64_t CheckedFileReader::remaining() const
{
    return d->remaining;
}

Result<void> CheckedFileReader::read(std::span<std::byte> bytes)
{
    if (bytes.size() > d->remaining)
        return fail(ErrorCode::Corrupt, displayPath(d->file) + " is cut off.");
    if (Result<void> done = d->handle.read(bytes); !done)
        return done;
    d->remaining -= bytes.size();
    d->checksum.add(bytes);
    return {};
}

Result<void> CheckedFileReader::verify()
{
    if (d->remaining != 0)
        return fail(ErrorCode::Corrupt, displayPath(d->file) + " has bytes too many.");
    std::uint64_t sum = 0;
    if (Result<void> done = d->handle.read(std::as_writable_bytes(std::span(&sum, 1))); !done)
        return done;
    if (sum != d->checksum.value())
        return fail(ErrorCode::Corrupt, displayPath(d->file) + " is damaged: its checksum does not match.");
    return {};
}

} // namespace vidimus::index
