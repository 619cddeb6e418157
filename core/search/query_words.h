#pragma once

#include <string>
#include <vector>

#include "core/search/query_tree.h"

namespace vidimus::search {

/// The words of a query, as the models and the full-text index want them.
struct QueryWords {
    std::string meaning;               ///< what to embed: words and phrases, without what is excluded
    std::vector<std::string> required; ///< words and phrases for full text; words without content left out
    std::vector<std::string> against;  ///< what to embed against: one for each exclusion
    bool lastIsPrefix = false;         ///< the last required word may still be being typed
};

QueryWords wordsOf(const ParsedQuery& query);

} // namespace vidimus::search
