#pragma once

#include <optional>
#include <string_view>

#include "core/search/query_tree.h"

/// Days, months and years as a query names them.
namespace vidimus::search {

/// 1..12 of "june" or "jun", lower case; 0 for another word.
int monthNamed(std::string_view word);

TakenBetween yearSpan(std::chrono::year year);
TakenBetween monthSpan(std::chrono::year_month month);
TakenBetween daySpan(Day day);

enum class Season { Spring, Summer, Autumn, Winter };
std::optional<Season> seasonNamed(std::string_view word);
/// The three months of the northern hemisphere; the winter of a year is the one that begins in its December.
TakenBetween seasonSpan(Season season, std::chrono::year year);

} // namespace vidimus::search
