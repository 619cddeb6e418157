#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <QFont>
#include <QString>

/// Numbers, times and paths as people read them, in the language and habits of the system.
namespace vidimus::ui::format {

QString count(std::int64_t number);
QString bytes(std::uint64_t size);
/// "86 %"
QString percent(float share);
/// "6 ms", "0.8 ms", "1.2 s": two figures are enough to compare by.
QString milliseconds(double ms);
/// "about 1 min left", "a few seconds left".
QString timeLeft(double seconds);
/// "11/s", "0.4/s"
QString rate(double perSecond);
/// "14 June 2023, 17:05" of seconds since 1970 in wall-clock time.
QString wallClock(std::int64_t seconds);
/// The same of a UTC time, shown in the local zone.
QString moment(std::int64_t utcSeconds);
/// "June 2023"; the argument is year * 12 + month - 1.
QString month(int monthIndex);
/// "Jun 2023"
QString shortMonth(int monthIndex);

/// For showing only: never to be turned back into a path.
QString path(const std::filesystem::path& path);
QString fileName(const std::filesystem::path& path);
QString text(std::string_view utf8);

/// The exact file, for QUrl and QDesktopServices.
QString nativePath(const std::filesystem::path& path);
std::filesystem::path toPath(const QString& native);

/// The same font with figures of one width, so that changing numbers do not dance (Qt 6.7 on; the usual system fonts
/// have such figures anyway).
QFont tabular(const QFont& font);
/// Sizes relative to the base: captions are one point smaller, titles three larger and semibold.
QFont captionSize(const QFont& font);
/// For words to be read at leisure: two larger.
QFont readingSize(const QFont& font);
QFont titleSize(const QFont& font);

} // namespace vidimus::ui::format
