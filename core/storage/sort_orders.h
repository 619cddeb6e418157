#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "core/storage/photo_records.h"

namespace vidimus::storage {

/// Every order, by the name that settings and the command line know it by.
inline constexpr std::array<std::pair<SortOrder, std::string_view>, 7> kSortOrders{
    {{SortOrder::NewestFirst, "newest"},
     {SortOrder::OldestFirst, "oldest"},
     {SortOrder::RecentlyAdded, "added"},
     {SortOrder::ByName, "name"},
     {SortOrder::LargestFirst, "size"},
     {SortOrder::BestRatedFirst, "rating"},
     {SortOrder::LeastCertainFirst, "certainty"}}};

} // namespace vidimus::storage
