#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/inference/config/model_folder.h"

namespace vidimus::models {

struct CatalogueFile {
    std::string path;                   ///< in the repository, and the name in the model folder
    std::optional<std::uint64_t> bytes; ///< exactly
    std::uint64_t aboutBytes = 0;       ///< for people; `bytes` where that is known
    std::string sha256;                 ///< empty: not known before the first download
};

/// A model that can be installed.
struct CatalogueModel {
    std::string name; ///< to type: "blip-base"
    std::string title;
    inference::ModelRole role = inference::ModelRole::Captioner;
    std::string purpose;                ///< one sentence for people
    std::string note;                   ///< what else to know of where it comes from; may be empty
    std::string repository;             ///< OWNER/NAME
    std::vector<std::string> revisions; ///< a commit, or names in the order in which they are tried
    std::string licence;
    std::string licenceUrl;
    std::vector<std::string> languages; ///< "en"
    std::uint64_t aboutMemoryBytes = 0; ///< while it works
    std::vector<CatalogueFile> files;

    std::uint64_t aboutBytes() const;
    bool bytesAreExact() const;
    /// Below the folder of installed models: OWNER/NAME.
    std::filesystem::path relativeFolder() const;
};

struct Catalogue {
    std::string hub; ///< "https://huggingface.co"
    std::vector<CatalogueModel> models;

    /// By name, or by repository; null when there is none.
    const CatalogueModel* find(std::string_view name) const;
};

/// Corrupt, saying where, for anything that is not whole or would write outside a model folder.
Result<Catalogue> parseCatalogue(std::string_view text, const std::string& name);
/// What is built into the program (models/catalogue.json).
const Catalogue& bundledCatalogue();

} // namespace vidimus::models
