#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/models/catalogue.h"
#include "core/models/install_progress.h"
#include "core/models/install_record.h"
#include "core/net/net_settings.h"
#include "core/net/retry_policy.h"

namespace vidimus::net {
class HttpClient;
}

namespace vidimus::models {

struct InstallerOptions {
    std::filesystem::path folder; ///< of installed models
    std::string hub;              ///< the catalogue's, or a mirror of it
    net::NetSettings network;
    net::RetryPolicy retry;
};

struct Installed {
    std::filesystem::path folder;
    bool wasThere = false; ///< nothing was to be done
    InstallRecord record;
};

/// Puts models where they are found: a folder appears under its name only when all of it is there, is what was published
/// and opens, and is never changed afterwards. What is unfinished lies in `.downloads` beside the models and is gone on
/// with. A model that is in use is not replaced. Thread: one at a time, any that may wait. Needs a QCoreApplication.
class ModelInstaller {
public:
    ModelInstaller(InstallerOptions options, const Clock& clock);
    ~ModelInstaller();

    /// The errors of net::Downloader, those of openModelFolder(), Busy (another program downloads it).
    Result<Installed> download(const CatalogueModel& model, const std::stop_token& stop,
                               const OnInstallProgress& progress = {});

    /// From `from`: a model's folder, or one that holds OWNER/NAME, NAME or the hub's own cache. `name` is the folder it
    /// gets; for `known` models the catalogue decides that, and what the files must be.
    Result<Installed> copy(const std::filesystem::path& from, const std::string& name, const CatalogueModel* known,
                           const std::stop_token& stop, const OnInstallProgress& progress = {});

    /// Bytes of an unfinished download on disk.
    std::uint64_t unfinishedBytes(const CatalogueModel& model) const;
    /// Gives up an unfinished download for good. Busy while it goes on.
    Result<void> discard(const CatalogueModel& model);

private:
    const InstallerOptions m_options;
    const Clock& m_clock;
    std::unique_ptr<net::HttpClient> m_client; ///< made when first needed
};

/// Takes an installed model away. Busy while it is in use; InvalidArgument for what does not lie in `folder`.
Result<void> removeModel(const std::filesystem::path& model, const std::filesystem::path& folder);

/// What differs from the record of its installation, a sentence each: files missing, of another size, of other bytes.
/// Reads all of it. Nothing to compare with where there is no record: see readRecord().
Result<std::vector<std::string>> differencesFromRecord(const std::filesystem::path& model, const InstallRecord& record,
                                                       const std::stop_token& stop);

/// All files in it.
std::uint64_t bytesOnDisk(const std::filesystem::path& folder);

} // namespace vidimus::models
