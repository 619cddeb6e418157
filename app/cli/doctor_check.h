#pragma once

#include <string>
#include <vector>

namespace vidimus::cli {

enum class CheckStatus { Ok, Warning, Problem };

/// One thing doctor looked at.
struct Check {
    std::string name;
    CheckStatus status = CheckStatus::Ok;
    std::string detail; ///< what was found, and mended
    std::string remedy; ///< what to do; empty when nothing
};

using Checks = std::vector<Check>;

} // namespace vidimus::cli
