#pragma once

#include "app/cli/exit_code.h"

namespace vidimus::models {
struct Catalogue;
}

namespace vidimus::cli {

struct CommandContext;

/// What is installed, what of it is in use and why the rest is not; what can be installed; what all of it takes on disk.
ExitCode listModels(CommandContext& context, const models::Catalogue& catalogue);

} // namespace vidimus::cli
