#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vidimus::search {

/// A piece of a query line between blanks, quotes and escapes taken off.
struct QueryToken {
    std::string key;  ///< before a colon, lower case; empty when there is none
    std::string text; ///< the word, the phrase, or the value of the key
    bool negated = false;
    bool quoted = false;  ///< the text (not the key) stood in quotes
    bool escaped = false; ///< a backslash took its special meaning away: a plain word whatever it looks like
    bool open = false;    ///< ends with the line: may still be being typed
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Takes any bytes apart; positions are bytes of `line`. Control characters separate words, marks of writing direction are
/// dropped, bytes that are no UTF-8 become U+FFFD, an open quote runs to the end of the line.
std::vector<QueryToken> tokenise(std::string_view line);

} // namespace vidimus::search
