#pragma once

#include <span>
#include <string_view>

namespace vidimus::search {

/// The word that was probably meant: the nearest by letters left out, doubled, exchanged or swapped, at most two of them and
/// fewer than half of the word. Empty when none is near.
std::string_view nearestWord(std::string_view typed, std::span<const std::string_view> words);

} // namespace vidimus::search
