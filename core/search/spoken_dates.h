#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "core/search/query_tree.h"

namespace vidimus::search {

struct SpokenDate {
    std::size_t words = 0; ///< how many of the words it took
    TakenBetween taken;
};

/// A date at the start of `words` (lower case), where the words can hardly mean anything else: "last summer", "yesterday",
/// "in june 2023", "14 june 2023", "last 3 weeks", "2023-06-14". Not "summer", "may" or "2023": these are left to meaning.
std::optional<SpokenDate> readSpokenDate(std::span<const std::string> words, Day today);

} // namespace vidimus::search
