#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vidimus::search {

/// A query line taken apart: `red "old barn" -snow`.
struct QueryWords {
    std::string meaning;               ///< what to embed: the line without exclusions, quotes and control characters
    std::vector<std::string> required; ///< words and quoted phrases for full text; words without content left out
    std::vector<std::string> excluded; ///< words and phrases after a minus
    bool lastIsPrefix = false;         ///< the last required word may still be being typed

    bool empty() const { return meaning.empty() && excluded.empty(); }
};

/// Any text makes a query: an open quote runs to the end, a lone minus is nothing, over-long lines are cut.
QueryWords parseQuery(std::string_view line);

} // namespace vidimus::search
