#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace vidimus {

/// Makes a folder and those above it; one that is there already is fine. OutOfSpace, ReadOnly or PermissionDenied with a
/// sentence that names it: `what` is "The folder", say.
Result<void> makeFolder(const std::filesystem::path& folder, const std::string& what);

} // namespace vidimus
