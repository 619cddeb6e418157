#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/inference/config/model_folder.h"

namespace vidimus::models {

/// A folder that looks like a model, and what reading it gave.
struct InstalledModel {
    std::filesystem::path path;
    Result<inference::ModelFolder> model;
};

/// The models in `folder`: the folder itself where it is one, else its sub-folders (`NAME`, or `OWNER/NAME` as the hub
/// names them), in order of path. Folders without any file of a model are passed over, a folder that may not be read is
/// an entry with the reason, one that is not there holds none. Costs milliseconds a model; never throws.
std::vector<InstalledModel> scanInstalled(const std::filesystem::path& folder);

/// Whether there is anything of a model in it: a config, weights.
bool looksLikeModel(const std::filesystem::path& folder);

/// What a folder's config says it is for, also where the rest of the folder is of no use; nothing where it does not say.
std::optional<inference::ModelRole> statedRole(const std::filesystem::path& folder);

/// "Salesforce/blip-image-captioning-base" for OWNER/NAME below `folder`, else its own name: what tells installed models
/// apart. As a person may see it.
std::string folderLabel(const std::filesystem::path& model, const std::filesystem::path& folder);

/// Bytes of the weight files.
std::uint64_t weightBytes(const inference::ModelFolder& model);

} // namespace vidimus::models
