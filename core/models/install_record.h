#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace vidimus::models {

struct RecordedFile {
    std::string path; ///< in the model's folder
    std::uint64_t bytes = 0;
    std::string sha256;
    std::string vouched; ///< who says so: "catalogue", "hub", "nobody" (computed here)
};

/// Where an installed model came from, and what its files were then: vidimus.json in its folder.
struct InstallRecord {
    std::string name;       ///< in the catalogue; empty for others
    std::string repository; ///< empty: not from a hub
    std::string commit;     ///< empty: not known
    std::string source;     ///< "https://huggingface.co", or the folder it was copied from
    std::vector<RecordedFile> files;
};

inline constexpr const char* kRecordFile = "vidimus.json";

/// Nothing where there is none, or none that can be read: a folder that a person put there has no record.
std::optional<InstallRecord> readRecord(const std::filesystem::path& modelFolder);
Result<void> writeRecord(const std::filesystem::path& modelFolder, const InstallRecord& record);

} // namespace vidimus::models
