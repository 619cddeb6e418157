#pragma once

#include <string>
#include <string_view>

namespace vidimus::inference {

/// Character references resolved as HTML 5 reads text, and Python's html.unescape: names with and without semicolon,
/// numbers with the Windows-1252 meanings of 0x80 to 0x9F, code points that may not stand in HTML dropped.
std::u32string unescapeHtml(std::u32string_view text);

/// Only references ended by a semicolon, names also in capitals where that is no name of its own ("&NTILDE;"), and
/// those again that become references by it ("&amp;lt;"): how ftfy repairs text.
std::u32string repairHtmlReferences(std::u32string_view text);

} // namespace vidimus::inference
