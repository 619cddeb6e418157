#include "core/models/model_installer.h"

#include <system_error>
#include <utility>

#include "core/base/path_text.h"
#include "core/models/folder_copy.h"
#include "core/models/hub_fetch.h"
#include "core/models/installed_models.h"
#include "core/models/staging.h"
#include "core/net/file_digest.h"
#include "core/net/http_client.h"

namespace vidimus::models {

namespace {

namespace fs = std::filesystem;

/// What was found of a model that is there already; nothing where it is not, or is of no use.
std::optional<Installed> alreadyThere(const fs::path& target)
{
    std::error_code ignored;
    if (!fs::exists(target, ignored) || !inference::openModelFolder(target))
        return std::nullopt;
    return Installed{target, true, readRecord(target).value_or(InstallRecord{})};
}

/// The last look before a model gets its name.
Result<void> checkWhole(const fs::path& folder, const CatalogueModel* known)
{
    const auto model = inference::openModelFolder(folder);
    if (!model)
        return fail(model.error());
    if (known && model->role() != known->role)
        return fail(ErrorCode::Unsupported, known->title + " does not do the job it is listed for.");
    return inference::checkFinite(model->checkpoint);
}

Result<Installed> publish(Staging& staging, const fs::path& target, InstallRecord record, const CatalogueModel* known,
                          const OnInstallProgress& progress, InstallProgress now)
{
    now.phase = InstallProgress::Phase::Finishing;
    now.bytesPerSecond.reset();
    if (progress)
        progress(now);
    if (auto whole = checkWhole(staging.folder(), known); !whole) {
        staging.clear();
        return fail(whole.error().code, "It arrived as it was published, but cannot be used: " + whole.error().message);
    }
    if (auto written = writeRecord(staging.folder(), record); !written)
        return fail(written.error());
    if (auto published = staging.publish(target); !published)
        return fail(published.error());
    return Installed{target, false, std::move(record)};
}

} // namespace

ModelInstaller::ModelInstaller(InstallerOptions options, const Clock& clock)
    : m_options(std::move(options)), m_clock(clock)
{}

ModelInstaller::~ModelInstaller() = default;

Result<Installed> ModelInstaller::download(const CatalogueModel& model, const std::stop_token& stop,
                                           const OnInstallProgress& progress)
{
    const fs::path target = m_options.folder / model.relativeFolder();
    for (const fs::path& place : {target, m_options.folder / target.filename()})
        if (auto there = alreadyThere(place))
            return *there;
    auto staging = Staging::open(m_options.folder, model.repository);
    if (!staging)
        return fail(staging.error());
    if (!m_client)
        m_client = std::make_unique<net::HttpClient>(m_options.network);
    net::Downloader downloader(*m_client, m_options.retry, m_clock);
    ModelPins pins(Staging::pinsFile(m_options.folder));
    HubFetch fetch(m_options.hub, model, staging->folder(), downloader, pins, progress);
    auto record = fetch.run(stop);
    if (!record)
        return fail(record.error());
    auto installed = publish(*staging, target, std::move(*record), &model, progress, fetch.now());
    if (!installed && installed.error().code != ErrorCode::Busy)
        (void)pins.forget(model.repository); // what was wrong with it may be mended where it comes from
    return installed;
}

Result<Installed> ModelInstaller::copy(const fs::path& from, const std::string& name, const CatalogueModel* known,
                                       const std::stop_token& stop, const OnInstallProgress& progress)
{
    const fs::path own = pathFromBytes(name);
    if (!known && (own.empty() || own != own.filename() || name.starts_with('.')))
        return fail(ErrorCode::InvalidArgument,
                    "\u201c" + displayText(name) + "\u201d is no name for a folder of models.");
    const fs::path target = m_options.folder / (known ? known->relativeFolder() : own);
    if (auto there = alreadyThere(target))
        return *there;
    FolderCopy copying(from, known, progress);
    auto staging = Staging::open(m_options.folder, known ? known->repository : name);
    if (!staging)
        return fail(staging.error());
    staging->clear(); // of a download nothing is gone on with here
    auto record = copying.run(staging->folder(), stop);
    if (!record) {
        staging->clear();
        return fail(record.error());
    }
    return publish(*staging, target, std::move(*record), known, progress, copying.now());
}

std::uint64_t ModelInstaller::unfinishedBytes(const CatalogueModel& model) const
{
    return bytesOnDisk(Staging::folderOf(m_options.folder, model.repository));
}

Result<void> ModelInstaller::discard(const CatalogueModel& model)
{
    std::error_code ignored;
    const fs::path folder = Staging::folderOf(m_options.folder, model.repository);
    return fs::exists(folder, ignored) ? takeAway(folder, m_options.folder) : Result<void>();
}

Result<void> removeModel(const fs::path& model, const fs::path& folder)
{
    const fs::path relative = model.lexically_normal().lexically_relative(folder.lexically_normal());
    if (relative.empty() || *relative.begin() == ".." || *relative.begin() == ".")
        return fail(ErrorCode::InvalidArgument, displayPath(model) +
                                                    " does not lie in the folder of installed models, " +
                                                    displayPath(folder) + ": it is not ours to remove.");
    if (!looksLikeModel(model))
        return fail(ErrorCode::NotFound, displayPath(model) + " is no model's folder.");
    return takeAway(model, folder);
}

Result<std::vector<std::string>> differencesFromRecord(const fs::path& model, const InstallRecord& record,
                                                       const std::stop_token& stop)
{
    std::vector<std::string> differences;
    for (const RecordedFile& file : record.files) {
        const fs::path path = model / pathFromBytes(file.path);
        std::error_code error;
        const std::uintmax_t size = fs::file_size(path, error);
        if (error) {
            differences.push_back(file.path + " is missing.");
            continue;
        }
        if (size != file.bytes) {
            differences.push_back(file.path + " has " + std::to_string(size) + " bytes, and had " +
                                  std::to_string(file.bytes) + " when it was installed.");
            continue;
        }
        const auto digest = net::digestOf(path, stop);
        if (!digest && digest.error().code == ErrorCode::Cancelled)
            return fail(digest.error());
        if (!digest)
            differences.push_back(digest.error().message);
        else if (digest->sha256 != file.sha256)
            differences.push_back(file.path + " holds other bytes than when it was installed (its SHA-256 differs).");
    }
    return differences;
}

std::uint64_t bytesOnDisk(const fs::path& folder)
{
    std::uint64_t sum = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator walk(folder, error), end; !error && walk != end; walk.increment(error)) {
        std::error_code ignored;
        if (walk->is_regular_file(ignored))
            if (const std::uintmax_t size = walk->file_size(ignored); !ignored)
                sum += size;
    }
    return sum;
}

} // namespace vidimus::models
