#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <vector>

#include <QString>

#include "core/storage/photo_records.h"

namespace vidimus::ui {

/// What pictures that stand together in the gallery have in common.
enum class Grouping { None, Day, Month, Year, Folder };

/// The group of pictures without a date worth the name: of the day clocks begin with, or outside the years 1 to 9999.
inline constexpr int kUndated = std::numeric_limits<int>::min();

/// Numbers the groups: days since 1970, year * 12 + month - 1, years, or the place of the folder among the folders.
/// Neighbours mostly share one, so the calendar is asked seldom: keep one of these while going through pictures.
class GroupKeys {
public:
    explicit GroupKeys(Grouping grouping) : m_grouping(grouping) {}

    int of(const storage::PhotoRef& photo);
    /// Of seconds since 1970 in wall-clock time; not for Folder.
    int ofTime(std::int64_t seconds);

private:
    Grouping m_grouping;
    std::int64_t m_begin = 0; ///< the span of seconds of the group last met
    std::int64_t m_end = 0;
    int m_key = 0;
};

/// What stands above a group, in the words of the language.
struct GroupTitle {
    QString title;
    QString shorter; ///< where there is little room
    QString detail;  ///< the folder's whole path
};

GroupTitle groupTitle(Grouping grouping, int key, const std::vector<std::filesystem::path>& folders);

} // namespace vidimus::ui
