#pragma once

#include <span>
#include <string_view>

#include "core/search/query_tree.h"

namespace vidimus::search {

/// The keys a query line knows, as they are written: "tag", "folder", … For completion.
std::span<const std::string_view> queryKeys();

/// Reads a query line:
///
///     beach sunset              words: by meaning, and by text where they occur
///     "red ball"                has to occur in caption, tags, name or place
///     -people  -"red ball"      not this, by text and by meaning
///     tag:holiday  folder:"My pictures"  camera:nikon  album:best
///     date:2023  date:2023-05..2023-08  date:..2020  date:>=2023-05-14  date:yesterday
///     rating:>=3  conf:<0.5     a number, a comparison or a span
///     type:landscape  type:png  is:favourite
///     -tag:holiday              every filter can be negated
///     last summer               plain dates that can mean nothing else; \last summer are words
///
/// Keys and values are read without regard to case; a backslash takes the special meaning from the character behind it.
/// What cannot be understood is told in `problems` and left out. Any bytes may come in; only the first kLongestQuery of
/// them are read. `today` is by the clock on the person's wall. Thread: any. Some ten microseconds for a usual line.
ParsedQuery parseQuery(std::string_view line, Day today);

inline constexpr std::size_t kLongestQuery = 10'000;

/// A filter as it is written: `-folder:"My pictures"`.
std::string writeTerm(std::string_view key, std::string_view value, bool negated);

} // namespace vidimus::search
