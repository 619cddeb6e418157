#pragma once

#include <string>
#include <vector>

#include "app/cli/exit_code.h"

namespace vidimus::cli {

struct CommandContext;

/// Takes installed models away (named as for verify); one that is in use stays. What they said stays in the libraries.
ExitCode removeModels(CommandContext& context, const std::vector<std::string>& names);

} // namespace vidimus::cli
