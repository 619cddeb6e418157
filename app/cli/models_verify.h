#pragma once

#include <string>
#include <vector>

#include "app/cli/exit_code.h"

namespace vidimus::cli {

struct CommandContext;

/// Reads every weight of the models named (by folder, or as `models list` shows them; none named: all installed ones),
/// loads them with LibTorch and runs them once. SomeFailed when one is bad or not there.
ExitCode verifyModels(CommandContext& context, const std::vector<std::string>& names);

} // namespace vidimus::cli
