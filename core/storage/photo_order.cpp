#include "core/storage/photo_order.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <unordered_map>

#include "core/base/fold_case.h"
#include "core/storage/sql_values.h"

namespace vidimus::storage {

namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Seconds by which the clocks here are before UTC at that moment.
std::int64_t zoneOffset(std::int64_t utc)
{
    const auto moment = static_cast<std::time_t>(utc);
    std::tm local{};
#ifdef _WIN32
    if (localtime_s(&local, &moment) != 0)
        return 0;
#else
    if (localtime_r(&moment, &local) == nullptr)
        return 0;
#endif
    using namespace std::chrono;
    const sys_days day = year(local.tm_year + 1900) / (local.tm_mon + 1) / local.tm_mday;
    const auto there = sys_seconds(day) + hours(local.tm_hour) + minutes(local.tm_min) + seconds(local.tm_sec);
    return there.time_since_epoch().count() - utc;
}

/// Of each picture the first of its paths, as bytes; empty where there is none.
class FirstPaths {
public:
    explicit FirstPaths(SQLite::Database& db) : m_statement(db, "SELECT min(path) FROM photo_path WHERE photo_id = ?")
    {}

    std::filesystem::path of(PhotoId photo)
    {
        m_statement.bind(1, photo.value);
        std::filesystem::path path;
        if (m_statement.executeStep() && !m_statement.getColumn(0).isNull())
            path = pathOf(m_statement.getColumn(0));
        m_statement.reset();
        return path;
    }

private:
    SQLite::Statement m_statement;
};

} // namespace

std::string refColumns(SortOrder order)
{
    return std::string("SELECT id, width, height, ") +
           (order == SortOrder::RecentlyAdded ? "imported_at" : "sort_time") + " FROM photo WHERE paths > 0 ";
}

std::string orderClause(SortOrder order)
{
    switch (order) {
    case SortOrder::NewestFirst:
        return "ORDER BY sort_time DESC, id DESC";
    case SortOrder::OldestFirst:
        return "ORDER BY sort_time, id";
    case SortOrder::LargestFirst:
        return "ORDER BY byte_size DESC, id DESC";
    case SortOrder::BestRatedFirst:
        return "ORDER BY coalesce((SELECT rating FROM person_photo WHERE photo_id = photo.id), 0) DESC,"
               " sort_time DESC, id DESC";
    case SortOrder::LeastCertainFirst:
        return "ORDER BY CASE WHEN EXISTS (SELECT 1 FROM person_photo WHERE photo_id = photo.id"
               " AND caption IS NOT NULL) THEN 2 ELSE coalesce((SELECT confidence FROM caption"
               " WHERE photo_id = photo.id AND is_current), 3) END, sort_time DESC, id DESC";
    case SortOrder::RecentlyAdded:
    case SortOrder::ByName: // sorted where numbers can be told in it: sortByName()
        break;
    }
    return "ORDER BY id DESC";
}

PhotoRef RefReader::operator()(SQLite::Statement& row)
{
    const int height = std::max(1, row.getColumn(2).getInt());
    const std::int64_t time = row.getColumn(3).getInt64();
    PhotoRef ref;
    ref.id = photoIdOf(row.getColumn(0));
    ref.aspect = static_cast<float>(row.getColumn(1).getInt()) / static_cast<float>(height);
    ref.sortTime = m_added ? localTime(time) : time;
    return ref;
}

std::int64_t RefReader::localTime(std::int64_t utc)
{
    // Zones change their clocks at full quarters of an hour; what was imported at once shares one.
    constexpr std::int64_t kQuarter = 15 * 60;
    if (utc < m_begin || utc >= m_end) {
        m_begin = utc - ((utc % kQuarter) + kQuarter) % kQuarter;
        m_end = m_begin + kQuarter;
        m_offset = zoneOffset(m_begin);
    }
    return utc + m_offset;
}

std::string nameKey(std::string_view name)
{
    const std::string folded = foldCase(name);
    std::string key;
    key.reserve(folded.size() + 4);
    for (std::size_t at = 0; at < folded.size();) {
        if (!isDigit(folded[at])) {
            key += folded[at++];
            continue;
        }
        while (at + 1 < folded.size() && folded[at] == '0' && isDigit(folded[at + 1]))
            ++at;
        std::size_t end = at;
        while (end < folded.size() && isDigit(folded[end]))
            ++end;
        // A longer number is a larger one.
        key += '0';
        key += static_cast<char>(std::min<std::size_t>(end - at, 127));
        key.append(folded, at, end - at);
        at = end;
    }
    return key;
}

void sortByName(SQLite::Database& db, std::vector<PhotoRef>& photos)
{
    FirstPaths paths(db);
    std::vector<std::pair<std::string, std::size_t>> keys;
    keys.reserve(photos.size());
    for (std::size_t i = 0; i < photos.size(); ++i)
        keys.emplace_back(nameKey(pathToBytes(paths.of(photos[i].id).filename())), i);
    std::sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : photos[a.second].id < photos[b.second].id;
    });
    std::vector<PhotoRef> sorted;
    sorted.reserve(photos.size());
    for (const auto& [key, place] : keys)
        sorted.push_back(photos[place]);
    photos = std::move(sorted);
}

PhotosByFolder sortByFolder(SQLite::Database& db, std::vector<PhotoRef> photos)
{
    FirstPaths paths(db);
    std::unordered_map<std::string, std::int32_t> met;
    std::vector<std::string> names;
    for (PhotoRef& photo : photos) {
        const std::string folder = pathToBytes(paths.of(photo.id).parent_path());
        const auto [known, fresh] = met.emplace(folder, static_cast<std::int32_t>(names.size()));
        if (fresh)
            names.push_back(folder);
        photo.folder = known->second;
    }
    std::sort(names.begin(), names.end());
    std::vector<std::int32_t> places(names.size());
    PhotosByFolder sorted;
    for (std::size_t i = 0; i < names.size(); ++i) {
        places[static_cast<std::size_t>(met[names[i]])] = static_cast<std::int32_t>(i);
        sorted.folders.push_back(pathFromBytes(names[i]));
    }
    for (PhotoRef& photo : photos)
        photo.folder = places[static_cast<std::size_t>(photo.folder)];
    std::stable_sort(photos.begin(), photos.end(),
                     [](const PhotoRef& a, const PhotoRef& b) { return a.folder < b.folder; });
    sorted.photos = std::move(photos);
    return sorted;
}

} // namespace vidimus::storage
