#pragma once

#include <string>
#include <vector>

#include "app/cli/exit_code.h"

namespace vidimus::cli {

struct CommandContext;

/// Drops what models said of the library's pictures, never what a person said. Models are named as `models list` shows
/// them; those in use, or answering, keep what they said.
ExitCode forgetModels(CommandContext& context, const std::vector<std::string>& names);

} // namespace vidimus::cli
