#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/base/error.h"
#include "core/models/catalogue.h"
#include "core/models/install_progress.h"
#include "core/models/install_record.h"
#include "core/models/model_pins.h"
#include "core/net/download.h"

namespace vidimus::models {

/// Fetches the files of one model from a hub into a folder, all from the same commit, and tells how far it is.
class HubFetch {
public:
    HubFetch(std::string hub, const CatalogueModel& model, std::filesystem::path into, net::Downloader& downloader,
             ModelPins& pins, const OnInstallProgress& progress);

    Result<InstallRecord> run(const std::stop_token& stop);
    const InstallProgress& now() const { return m_now; }

private:
    Result<InstallRecord> from(const std::string& revision, const std::stop_token& stop);
    Result<RecordedFile> file(const CatalogueFile& file, const std::stop_token& stop);
    std::optional<RecordedFile> alreadyThere(const CatalogueFile& file, const std::stop_token& stop);
    Result<void> takeCommit(const std::string& answered);
    std::string urlOf(const CatalogueFile& file) const;
    void report(const net::DownloadProgress& progress);

    const std::string m_hub;
    const CatalogueModel& m_model;
    const std::filesystem::path m_into;
    net::Downloader& m_downloader;
    ModelPins& m_pins;
    const OnInstallProgress& m_progress;
    ModelPin m_pin;
    std::string m_revision; ///< as asked for; the commit once that is known
    InstallProgress m_now;
    std::uint64_t m_before = 0;     ///< bytes of the files that are whole
    std::uint64_t m_afterwards = 0; ///< of those to come, about
    const CatalogueFile* m_file = nullptr;
};

} // namespace vidimus::models
