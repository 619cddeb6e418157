#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/storage/photo_records.h"

/// The orders of galleries and lists, behind PhotoQuery.
namespace vidimus::storage {

/// "SELECT … FROM photo WHERE paths > 0 "; for a RefReader.
std::string refColumns(SortOrder order);
std::string orderClause(SortOrder order);

/// Reads rows of refColumns(order).
class RefReader {
public:
    explicit RefReader(SortOrder order) : m_added(order == SortOrder::RecentlyAdded) {}

    PhotoRef operator()(SQLite::Statement& row);

private:
    std::int64_t localTime(std::int64_t utc);

    bool m_added;
    std::int64_t m_offset = 0; ///< of the local zone in the span of seconds last met
    std::int64_t m_begin = 0;
    std::int64_t m_end = 0;
};

/// By the name of the first of each picture's files, in which numbers count as numbers and case does not matter.
void sortByName(SQLite::Database& db, std::vector<PhotoRef>& photos);

/// Stable: within a folder the order stays. A picture in several folders stands in the first of them by name.
PhotosByFolder sortByFolder(SQLite::Database& db, std::vector<PhotoRef> photos);

/// Sorts as people count: "img_9" < "IMG_10" < "img_10b".
std::string nameKey(std::string_view name);

} // namespace vidimus::storage
