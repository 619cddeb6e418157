#pragma once

#include <filesystem>

#include "tests/golden/golden_check.h"
#include "tests/golden/preprocess_goldens.h"

namespace vidimus::golden {

/// Every pipeline on the decoded pixels of every file of a folder like reference/preprocess, bit for bit. Without
/// `sha256` the checksums are left out, so that of large results only samples are compared.
GoldenChecks runPreprocessCase(const std::filesystem::path& folder, const Sha256& sha256 = {});

} // namespace vidimus::golden
