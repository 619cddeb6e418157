#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/error.h"
#include "core/models/catalogue.h"
#include "core/models/install_progress.h"
#include "core/models/install_record.h"

namespace vidimus::models {

/// Copies a model that lies in a folder, on a USB stick say, hashing what passes by.
class FolderCopy {
public:
    FolderCopy(std::filesystem::path from, const CatalogueModel* known, const OnInstallProgress& progress)
        : m_from(std::move(from)), m_known(known), m_progress(progress)
    {}

    /// What openModelFolder() says of the source; Corrupt for a file that is not what the catalogue says.
    Result<InstallRecord> run(const std::filesystem::path& into, const std::stop_token& stop);
    const InstallProgress& now() const { return m_now; }

private:
    Result<RecordedFile> copy(const std::filesystem::path& file, const std::filesystem::path& into,
                              const std::stop_token& stop);

    const std::filesystem::path m_from;
    const CatalogueModel* m_known;
    const OnInstallProgress& m_progress;
    InstallProgress m_now;
};

/// The model's folder that `from` stands for: itself, or what lies in it under the model's names or as in the hub's cache.
std::filesystem::path modelFolderIn(const std::filesystem::path& from, const CatalogueModel* known);

} // namespace vidimus::models
