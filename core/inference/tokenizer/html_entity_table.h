#pragma once

#include <span>
#include <string_view>

namespace vidimus::inference {

/// The named character references of HTML 5 in order of name, several to a line: "NAME HEX" or "NAME HEX,HEX" for those
/// of two code points; "NAME! HEX" for those that HTML also knows without the semicolon at their end.
std::span<const std::string_view> htmlEntityLines();

} // namespace vidimus::inference
