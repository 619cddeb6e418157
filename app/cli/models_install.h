#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/exit_code.h"

namespace vidimus::models {
struct Catalogue;
}

namespace vidimus::cli {

struct CommandContext;

struct InstallWish {
    std::vector<std::string> names; ///< in the catalogue; with `from` any
    std::filesystem::path from;     ///< a folder to copy from; empty: from the hub
    std::string mirror;             ///< empty: as the settings say
    std::string proxy;              ///< the same
};

/// "blip-base, blip-large, …"
std::string catalogueNames(const models::Catalogue& catalogue);
/// One after the other, with progress on stderr. What has arrived is gone on with by the next call.
ExitCode installModels(CommandContext& context, const models::Catalogue& catalogue, const InstallWish& wish);

} // namespace vidimus::cli
