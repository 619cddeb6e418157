#include "core/models/folder_copy.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <span>
#include <string_view>
#include <system_error>

#include "core/base/file_handle.h"
#include "core/base/path_text.h"
#include "core/models/installed_models.h"
#include "core/net/file_digest.h"

namespace vidimus::models {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::size_t kChunk = 4 << 20;
constexpr std::uintmax_t kLargestSmallFile = 64 << 20;
constexpr auto kReportEvery = 100ms;

/// Configs and vocabularies; weights are what the model says they are.
bool isSmallModelFile(const fs::path& file)
{
    constexpr std::array<std::string_view, 3> kEndings{".json", ".txt", ".gz"};
    const std::string ending = pathToBytes(file.extension());
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file, error);
    return !error && size <= kLargestSmallFile && pathToBytes(file.filename()) != kRecordFile &&
           std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

std::vector<fs::path> filesOf(const inference::ModelFolder& model)
{
    std::vector<fs::path> files;
    for (const inference::SafetensorsFile& file : model.checkpoint.files())
        files.push_back(file.path());
    std::error_code error;
    for (fs::directory_iterator walk(model.folder, error), end; !error && walk != end; walk.increment(error))
        if (std::error_code ignored; walk->is_regular_file(ignored) && isSmallModelFile(walk->path()))
            files.push_back(walk->path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

fs::path modelFolderIn(const fs::path& from, const CatalogueModel* known)
{
    std::error_code error;
    if (!known || looksLikeModel(from))
        return from;
    std::string cached = "models--" + known->repository;
    cached.replace(cached.find('/'), 1, "--");
    for (const fs::path& place : {from / known->relativeFolder(), from / known->relativeFolder().filename()})
        if (looksLikeModel(place))
            return place;
    for (const fs::path& cache : {from / cached / "snapshots", from / "hub" / cached / "snapshots"})
        for (fs::directory_iterator walk(cache, error), end; !error && walk != end; walk.increment(error))
            if (looksLikeModel(walk->path()))
                return walk->path();
    return from;
}

Result<InstallRecord> FolderCopy::run(const fs::path& into, const std::stop_token& stop)
{
    const fs::path source = modelFolderIn(m_from, m_known);
    const auto model = inference::openModelFolder(source);
    if (!model)
        return fail(model.error());
    const std::vector<fs::path> files = filesOf(*model);
    m_now.phase = InstallProgress::Phase::Copying;
    m_now.totalIsExact = true;
    for (const fs::path& file : files) {
        std::error_code ignored;
        m_now.total += fs::file_size(file, ignored);
    }
    std::error_code unknown;
    const fs::space_info space = fs::space(into, unknown);
    if (!unknown && space.available < m_now.total)
        return fail(ErrorCode::OutOfSpace, model->name + " needs " + std::to_string(m_now.total / 1'000'000) +
                                               " MB, and there are " + std::to_string(space.available / 1'000'000) +
                                               " MB left on the disk of " + displayPath(into.parent_path()) + ".");
    InstallRecord record{m_known ? m_known->name : std::string(),
                         m_known ? m_known->repository : std::string(),
                         {},
                         displayPath(source),
                         {}};
    for (const fs::path& file : files) {
        auto copied = copy(file, into, stop);
        if (!copied)
            return fail(copied.error());
        record.files.push_back(std::move(*copied));
    }
    return record;
}

Result<RecordedFile> FolderCopy::copy(const fs::path& file, const fs::path& into, const std::stop_token& stop)
{
    const std::string name = pathToBytes(file.filename());
    m_now.file = name;
    auto from = FileHandle::openForReading(file);
    if (!from)
        return fail(from.error());
    const auto size = from->size();
    if (!size)
        return fail(size.error());
    auto to = FileHandle::createForWriting(into / file.filename());
    if (!to)
        return fail(to.error());
    net::RunningDigest digest(*size);
    std::vector<std::byte> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(*size, kChunk)));
    auto reported = std::chrono::steady_clock::time_point();
    for (std::uint64_t done = 0; done < *size;) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        const std::span<std::byte> part(buffer.data(),
                                        static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), *size - done)));
        if (auto read = from->read(part); !read)
            return fail(read.error());
        if (auto written = to->write(part); !written)
            return fail(written.error());
        digest.add(part);
        done += part.size();
        m_now.done += part.size();
        if (const auto now = std::chrono::steady_clock::now(); m_progress && now - reported > kReportEvery) {
            reported = now;
            m_progress(m_now);
        }
    }
    if (auto synced = to->sync(); !synced)
        return fail(synced.error());
    RecordedFile copied{name, *size, digest.finish().sha256, "nobody"};
    if (!m_known)
        return copied;
    const auto listed = std::find_if(m_known->files.begin(), m_known->files.end(),
                                     [&name](const CatalogueFile& entry) { return entry.path == name; });
    if (listed == m_known->files.end() || listed->sha256.empty())
        return copied;
    if (listed->sha256 != copied.sha256)
        return fail(ErrorCode::Corrupt, displayPath(file) + " is not what was published as " + m_known->title +
                                            " (its SHA-256 differs): it was not installed.");
    copied.vouched = "catalogue";
    return copied;
}

} // namespace vidimus::models
