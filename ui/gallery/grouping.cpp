#include "ui/gallery/grouping.h"

#include <chrono>

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

using namespace std::chrono;

constexpr std::int64_t kSecondsOfDay = 86'400;

std::int64_t secondsOf(sys_days day)
{
    return sys_seconds(day).time_since_epoch().count();
}

constexpr year kFirstYear(1);
constexpr year kLastYear(9999);

struct Words {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::Grouping)
};

GroupTitle dayTitle(int key)
{
    const QDate date = QDate(1970, 1, 1).addDays(key);
    const QLocale locale;
    return {locale.toString(date, Words::tr("dddd, d MMMM yyyy")), locale.toString(date, Words::tr("d MMM yyyy")), {}};
}

GroupTitle folderTitle(int key, const std::vector<std::filesystem::path>& folders)
{
    if (key < 0 || key >= static_cast<int>(folders.size()))
        return {Words::tr("Without a folder"), Words::tr("Without a folder"), {}};
    const std::filesystem::path& folder = folders[static_cast<std::size_t>(key)];
    QString name = format::fileName(folder);
    if (name.isEmpty())
        name = format::path(folder); // the root of a disk
    const QString path = format::path(folder);
    return {name, name, path == name ? QString() : path};
}

} // namespace

int GroupKeys::of(const storage::PhotoRef& photo)
{
    switch (m_grouping) {
    case Grouping::None:
        return 0;
    case Grouping::Folder:
        return photo.folder;
    case Grouping::Day:
    case Grouping::Month:
    case Grouping::Year:
        break;
    }
    return ofTime(photo.sortTime);
}

int GroupKeys::ofTime(std::int64_t time)
{
    if (time >= m_begin && time < m_end)
        return m_key;
    if (time >= 0 && time < kSecondsOfDay) {
        m_begin = 0;
        m_end = kSecondsOfDay;
        return m_key = kUndated;
    }
    const std::int64_t first = secondsOf(sys_days(kFirstYear / 1 / 1));
    const std::int64_t end = secondsOf(sys_days((kLastYear + years(1)) / 1 / 1));
    if (time < first || time >= end) {
        m_begin = time < first ? std::numeric_limits<std::int64_t>::min() : end;
        m_end = time < first ? first : std::numeric_limits<std::int64_t>::max();
        return m_key = kUndated;
    }
    const sys_days day = floor<days>(sys_seconds(seconds(time)));
    const year_month_day date(day);
    switch (m_grouping) {
    case Grouping::Day:
        m_begin = secondsOf(day);
        m_end = secondsOf(day + days(1));
        return m_key = static_cast<int>(day.time_since_epoch().count());
    case Grouping::Year:
        m_begin = secondsOf(sys_days(date.year() / 1 / 1));
        m_end = secondsOf(sys_days((date.year() + years(1)) / 1 / 1));
        m_key = static_cast<int>(date.year());
        break;
    case Grouping::Month:
    case Grouping::None:
    case Grouping::Folder: {
        const year_month month = date.year() / date.month();
        m_begin = secondsOf(sys_days(month / 1));
        m_end = secondsOf(sys_days((month + months(1)) / 1));
        m_key = static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
        break;
    }
    }
    // The day clocks begin with lies in a month and a year, and belongs to neither.
    if (m_begin <= 0 && m_end > 0) {
        if (time < 0)
            m_end = 0;
        else
            m_begin = kSecondsOfDay;
    }
    return m_key;
}

GroupTitle groupTitle(Grouping grouping, int key, const std::vector<std::filesystem::path>& folders)
{
    if (grouping == Grouping::Folder)
        return folderTitle(key, folders);
    if (key == kUndated)
        return {Words::tr("Without a date"), Words::tr("No date"), {}};
    switch (grouping) {
    case Grouping::Day:
        return dayTitle(key);
    case Grouping::Month:
        return {format::month(key), format::shortMonth(key), {}};
    case Grouping::Year:
        return {QString::number(key), QString::number(key), {}};
    case Grouping::None:
    case Grouping::Folder:
        break;
    }
    return {};
}

} // namespace vidimus::ui
