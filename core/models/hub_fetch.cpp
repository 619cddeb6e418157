#include "core/models/hub_fetch.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/path_text.h"
#include "core/net/file_digest.h"

namespace vidimus::models {

namespace {

namespace fs = std::filesystem;

const char* vouchedName(net::Vouched vouched)
{
    switch (vouched) {
    case net::Vouched::Beforehand:
        return "catalogue";
    case net::Vouched::ByServer:
        return "hub";
    case net::Vouched::ByNobody:
        return "nobody";
    }
    return "nobody";
}

InstallProgress::Phase phaseOf(net::DownloadProgress::Phase phase)
{
    switch (phase) {
    case net::DownloadProgress::Phase::Asking:
        return InstallProgress::Phase::Asking;
    case net::DownloadProgress::Phase::Downloading:
        return InstallProgress::Phase::Downloading;
    case net::DownloadProgress::Phase::Waiting:
        return InstallProgress::Phase::Waiting;
    case net::DownloadProgress::Phase::Checking:
        return InstallProgress::Phase::Checking;
    }
    return InstallProgress::Phase::Asking;
}

/// "refs/pr/50" is one part of the path.
std::string escapedRevision(const std::string& revision)
{
    std::string text;
    for (const char c : revision)
        text += c == '/' ? std::string("%2F") : std::string(1, c);
    return text;
}

/// The weights first: whether a revision has any is known at once, and so is whether the disk holds them.
std::vector<const CatalogueFile*> largestFirst(const CatalogueModel& model)
{
    std::vector<const CatalogueFile*> files;
    for (const CatalogueFile& file : model.files)
        files.push_back(&file);
    std::stable_sort(files.begin(), files.end(),
                     [](const CatalogueFile* a, const CatalogueFile* b) { return a->aboutBytes > b->aboutBytes; });
    return files;
}

} // namespace

HubFetch::HubFetch(std::string hub, const CatalogueModel& model, fs::path into, net::Downloader& downloader,
                   ModelPins& pins, const OnInstallProgress& progress)
    : m_hub(std::move(hub))
    , m_model(model)
    , m_into(std::move(into))
    , m_downloader(downloader)
    , m_pins(pins)
    , m_progress(progress)
{
    m_now.total = model.aboutBytes();
    m_now.totalIsExact = model.bytesAreExact();
}

Result<InstallRecord> HubFetch::run(const std::stop_token& stop)
{
    m_pin = m_pins.find(m_model.repository);
    const std::vector<std::string> revisions =
        m_pin.commit.empty() ? m_model.revisions : std::vector<std::string>{m_pin.commit};
    for (std::size_t i = 0;; ++i) {
        auto record = from(revisions[i], stop);
        const bool elsewhere = !record && record.error().code == ErrorCode::NotFound && i + 1 < revisions.size();
        if (!elsewhere)
            return record;
    }
}

Result<InstallRecord> HubFetch::from(const std::string& revision, const std::stop_token& stop)
{
    m_revision = revision;
    m_before = 0;
    m_afterwards = m_model.aboutBytes();
    InstallRecord record{m_model.name, m_model.repository, {}, m_hub, {}};
    for (const CatalogueFile* wanted : largestFirst(m_model)) {
        m_afterwards -= wanted->aboutBytes;
        auto fetched = file(*wanted, stop);
        if (!fetched)
            return fail(fetched.error());
        m_before += fetched->bytes;
        record.files.push_back(std::move(*fetched));
    }
    record.commit = net::isSha1(m_revision) ? m_revision : std::string();
    m_now.done = m_now.total = m_before;
    m_now.totalIsExact = true;
    return record;
}

std::optional<RecordedFile> HubFetch::alreadyThere(const CatalogueFile& file, const std::stop_token& stop)
{
    const fs::path path = m_into / pathFromBytes(file.path);
    const auto known = m_pin.sha256.find(file.path);
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    if (error || known == m_pin.sha256.end())
        return std::nullopt;
    const auto digest = net::digestOf(path, stop, [&](std::uint64_t read) {
        net::DownloadProgress progress;
        progress.phase = net::DownloadProgress::Phase::Checking;
        progress.done = read;
        progress.total = size;
        report(progress);
    });
    if (!digest || digest->sha256 != known->second)
        return std::nullopt;
    return RecordedFile{file.path, size, digest->sha256, file.sha256.empty() ? "hub" : "catalogue"};
}

Result<RecordedFile> HubFetch::file(const CatalogueFile& file, const std::stop_token& stop)
{
    m_file = &file;
    if (auto there = alreadyThere(file, stop))
        return *there;
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");
    const auto pinned = m_pin.sha256.find(file.path);
    net::DownloadRequest request{urlOf(file), m_into / pathFromBytes(file.path), m_model.title + "\u2019s " + file.path,
                                 file.sha256, file.bytes};
    if (request.sha256.empty() && pinned != m_pin.sha256.end())
        request.sha256 = pinned->second;
    const auto fetched =
        m_downloader.fetch(request, stop, [this](const net::DownloadProgress& progress) { report(progress); });
    if (!fetched)
        return fail(fetched.error());
    if (auto taken = takeCommit(fetched->commit); !taken)
        return fail(taken.error());
    m_pin.sha256[file.path] = fetched->digest.sha256;
    if (auto kept = m_pins.keep(m_model.repository, m_pin); !kept)
        return fail(kept.error());
    return RecordedFile{file.path, fetched->bytes, fetched->digest.sha256, vouchedName(fetched->vouched)};
}

Result<void> HubFetch::takeCommit(const std::string& answered)
{
    if (!net::isSha1(answered)) {
        if (net::isSha1(m_revision))
            m_pin.commit = m_revision; // a mirror need not say it again
        return {};
    }
    if (net::isSha1(m_revision) && answered != m_revision)
        return fail(ErrorCode::Corrupt,
                    "The hub answered with another state of " + m_model.repository + " than the one asked for.");
    m_revision = answered;
    m_pin.commit = answered;
    return {};
}

std::string HubFetch::urlOf(const CatalogueFile& file) const
{
    std::string hub = m_hub;
    while (hub.ends_with('/'))
        hub.pop_back();
    return hub + "/" + m_model.repository + "/resolve/" + escapedRevision(m_revision) + "/" + file.path;
}

void HubFetch::report(const net::DownloadProgress& progress)
{
    if (!m_progress)
        return;
    m_now.phase = phaseOf(progress.phase);
    m_now.file = m_file->path;
    m_now.done = m_before + progress.done;
    m_now.total = std::max(m_before + progress.total.value_or(m_file->aboutBytes) + m_afterwards, m_now.done);
    m_now.bytesPerSecond = progress.bytesPerSecond;
    m_now.wait = progress.wait;
    m_now.note = progress.note;
    m_progress(m_now);
}

} // namespace vidimus::models
