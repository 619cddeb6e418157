#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vidimus::arch {

struct Include {
    int line = 0; ///< from 1
    std::string target;
    bool quoted = false;
};

/// The C++ text with comments turned into spaces (lines stay where they are); with `strings` also what stands in
/// string and character literals.
std::string withoutComments(std::string_view text, bool strings);

/// In the order of the text, those in comments left out, those in branches of #if kept.
std::vector<Include> includesOf(std::string_view text);

std::vector<std::string> linesOf(std::string_view text);

} // namespace vidimus::arch
