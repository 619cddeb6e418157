#pragma once

#include <string>
#include <vector>

namespace vidimus::storage {

/// Words or phrases as an expression of FTS5's query language in which every character is taken literally, so that no
/// operator can be typed by accident. Those without a letter or digit are left out; empty when none is left.
std::string textExpression(const std::vector<std::string>& terms, const char* separator, bool lastIsPrefix);

} // namespace vidimus::storage
