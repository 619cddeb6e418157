#include "core/net/part_file.h"

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

namespace vidimus::net {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kVersion = 1;
constexpr std::uintmax_t kLargestState = 64 << 10;
constexpr std::uint64_t kSyncEvery = 64 << 20; ///< a power cut costs no more than this

fs::path withSuffix(const fs::path& file, const char* suffix)
{
    return fs::path(file).concat(suffix);
}

std::string textOf(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Nothing for a state that is absent, damaged or of another version: the part is then begun anew.
std::optional<PartOrigin> readState(const fs::path& file)
{
    std::error_code error;
    if (const std::uintmax_t size = fs::file_size(file, error); error || size > kLargestState)
        return std::nullopt;
    std::ifstream stream(file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    const Json state = Json::parse(text, nullptr, false);
    if (!state.is_object() || state.value("version", Json()) != Json(kVersion))
        return std::nullopt;
    PartOrigin origin{textOf(state, "source"), textOf(state, "tag"), textOf(state, "hash"), std::nullopt,
                      textOf(state, "commit")};
    if (const auto total = state.find("total"); total != state.end() && total->is_number_unsigned())
        origin.total = total->get<std::uint64_t>();
    return origin;
}

Result<void> writeState(const fs::path& file, const PartOrigin& origin)
{
    Json state{{"version", kVersion},
               {"source", origin.source},
               {"tag", origin.tag},
               {"hash", origin.hash},
               {"commit", origin.commit}};
    if (origin.total)
        state["total"] = *origin.total;
    const std::string text = state.dump(-1, ' ', false, Json::error_handler_t::replace);
    const fs::path fresh = withSuffix(file, ".new");
    auto handle = FileHandle::createForWriting(fresh);
    if (!handle)
        return fail(handle.error());
    if (auto written = handle->write(std::as_bytes(std::span(text))); !written)
        return written;
    if (auto synced = handle->sync(); !synced)
        return synced;
    handle->close();
    return renameDurably(fresh, file);
}

} // namespace

PartFile::PartFile(fs::path file)
    : m_file(std::move(file)), m_part(withSuffix(m_file, ".part")), m_state(withSuffix(m_file, ".part.json"))
{}

void PartFile::discard(const fs::path& file)
{
    std::error_code ignored;
    for (const char* suffix : {".part.json", ".part.json.new", ".part"})
        fs::remove(withSuffix(file, suffix), ignored);
}

std::uint64_t PartFile::bytesOf(const fs::path& file)
{
    std::error_code error;
    const std::uintmax_t size = fs::file_size(withSuffix(file, ".part"), error);
    return error ? 0 : size;
}

Result<PartFile> PartFile::open(const fs::path& file, const std::string& source, const std::stop_token& stop,
                                const BytesRead& read)
{
    PartFile part(file);
    const auto origin = readState(part.m_state);
    const std::uint64_t there = bytesOf(file);
    const bool usable = origin && origin->source == source && (!origin->total || there <= *origin->total);
    if (!usable) {
        discard(file);
        part.m_origin.source = source;
        return part;
    }
    part.m_origin = *origin;
    part.m_digest = RunningDigest(origin->total);
    if (there > 0) {
        if (auto whole = digestFile(part.m_part, part.m_digest, stop, read); !whole)
            return fail(whole.error());
    }
    auto handle = FileHandle::openForAppending(part.m_part);
    if (!handle)
        return fail(handle.error());
    part.m_handle.emplace(std::move(*handle));
    part.m_size = there;
    return part;
}

Result<void> PartFile::restart(const PartOrigin& origin)
{
    m_handle.reset();
    m_size = 0;
    m_unsynced = 0;
    m_origin = origin;
    m_digest = RunningDigest(origin.total);
    // First the old bytes go, then the new state comes: a kill in between leaves a part that is empty.
    auto handle = FileHandle::createForWriting(m_part);
    if (!handle)
        return fail(handle.error());
    m_handle.emplace(std::move(*handle));
    return writeState(m_state, origin);
}

Result<void> PartFile::append(std::span<const std::byte> bytes)
{
    if (auto written = m_handle->write(bytes); !written)
        return written;
    m_digest.add(bytes);
    m_size += bytes.size();
    m_unsynced += bytes.size();
    return m_unsynced >= kSyncEvery ? sync() : Result<void>();
}

Result<void> PartFile::sync()
{
    m_unsynced = 0;
    return m_handle ? m_handle->sync() : Result<void>();
}

Result<void> PartFile::finish()
{
    if (auto synced = sync(); !synced)
        return synced;
    m_handle.reset();
    if (auto renamed = renameDurably(m_part, m_file); !renamed)
        return renamed;
    discard(m_file);
    return {};
}

} // namespace vidimus::net
