#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"

namespace vidimus::storage {

/// A tag as it is kept: no control characters, no white space around it, single spaces within.
/// InvalidArgument when nothing is left or it is longer than a tag has any use for.
Result<std::string> tagName(std::string_view typed);

/// What two tags must differ in to be two: case and the way an accent is encoded do not count.
std::string tagKey(std::string_view name);

} // namespace vidimus::storage
