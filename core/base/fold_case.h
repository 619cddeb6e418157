#pragma once

#include <string>
#include <string_view>

namespace vidimus {

/// For comparing names without regard to case: ASCII and Latin capital letters become small ones, the rest stays. UTF-8;
/// the length in bytes stays the same.
std::string foldCase(std::string_view text);

} // namespace vidimus
