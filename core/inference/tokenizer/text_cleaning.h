#pragma once

#include <string>
#include <string_view>

namespace vidimus::inference {

/// What ftfy 6 makes of text with its standard settings, save that text decoded with the wrong encoding stays as it is.
/// Line by line: HTML references (until a line holds "<", from where on they may be meant), C1 control characters as
/// Windows-1252, Latin ligatures and full-width forms as letters, straight quotes, line breaks as "\n", no terminal
/// escapes, no control characters, normal form C; again until nothing changes.
std::u32string repairText(std::u32string_view text);

/// CLIP's cleaning: repaired, HTML references resolved twice, white space collapsed and stripped, lower case.
std::u32string cleanText(std::u32string_view text);

} // namespace vidimus::inference
