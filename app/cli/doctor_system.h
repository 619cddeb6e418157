#pragma once

#include "app/cli/doctor_check.h"

namespace vidimus::cli {

struct CommandContext;

/// The program, the libraries it runs with, the machine.
void checkSystem(Checks& checks);
/// Which models answer. False when none can.
bool checkModels(CommandContext& context, Checks& checks);

} // namespace vidimus::cli
