#pragma once

#include "app/cli/doctor_check.h"

namespace vidimus::cli {

struct CommandContext;

/// The library: there, sound, writable, its caches equal to it (mended where they are not), room on its disk. Makes no
/// library where there is none. Without models the index is not looked at.
void checkLibrary(CommandContext& context, bool models, Checks& checks);

} // namespace vidimus::cli
