#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/models/installed_models.h"

namespace vidimus::cli {

/// The folders a word of the command line stands for: a folder that is there, a model as `models list` shows it, or its
/// name in the catalogue. None when there is no such model.
std::vector<std::filesystem::path> modelsNamed(const std::string& name,
                                               const std::vector<models::InstalledModel>& installed,
                                               const std::filesystem::path& folder);

} // namespace vidimus::cli
