#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "core/search/query_tree.h"

namespace vidimus::search {

/// Why a value is not one: a sentence, and the value that was perhaps meant (empty: no guess).
struct ValueProblem {
    std::string message;
    std::string instead;
};

template <typename T>
using ValueOr = tl::expected<T, ValueProblem>;

/// "2023", "2023-05..2023-08", "..2023", ">=2023-05-14", "last-summer".
ValueOr<TakenBetween> readDates(std::string_view value, Day today);
/// "3", ">=3", "2..4", "..2" of 0..5.
ValueOr<RatingIn> readRating(std::string_view value);
/// "<0.5", "0.2..0.4", ">80%" of 0..1.
ValueOr<ConfidenceIn> readConfidence(std::string_view value);
/// "jpg", "landscape".
ValueOr<Condition> readType(std::string_view value);
/// "favourite". `negates` tells that the word means the opposite of the state ("described").
ValueOr<StateIs> readState(std::string_view value, bool& negates);

} // namespace vidimus::search
