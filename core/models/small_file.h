#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace vidimus::models {

/// Written beside its place, synced, then given its name: there is never half of it. Its folder is made.
Result<void> writeSmallFile(const std::filesystem::path& file, const std::string& text);

} // namespace vidimus::models
