#pragma once

#include <string>
#include <string_view>

namespace vidimus::inference {

// The steps of repairText that look at characters one by one.

/// C1 control characters as Windows-1252, Latin ligatures and digraphs as letters, full-width and half-width forms as
/// the usual ones, single and double quotes of every shape straight, line breaks of every kind "\n".
std::u32string repairCharacters(std::u32string_view text);

/// Without the sequences that colour a terminal's text: ESC [ digits and semicolons, a letter.
std::u32string withoutTerminalEscapes(std::u32string_view text);

/// Without control characters (tab, line feed, form feed and carriage return stay), deprecated formatting characters,
/// byte-order marks and interlinear annotations.
std::u32string withoutControls(std::u32string text);

} // namespace vidimus::inference
