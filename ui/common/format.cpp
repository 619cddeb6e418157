#include "ui/common/format.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QTimeZone>

#include "core/base/path_text.h"

namespace vidimus::ui::format {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::format)
};

/// Some systems give fonts in points, some in pixels.
QFont resized(QFont font, int points)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(std::max(1.0, font.pointSizeF() + points));
    else
        font.setPixelSize(std::max(1, font.pixelSize() + points));
    return font;
}

} // namespace

QString count(std::int64_t number)
{
    return QLocale().toString(static_cast<qlonglong>(number));
}

QString bytes(std::uint64_t size)
{
    return QLocale().formattedDataSize(static_cast<qint64>(size), size < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString percent(float share)
{
    return Words::tr("%1 %").arg(static_cast<int>(std::lround(share * 100.f)));
}

QString milliseconds(double ms)
{
    const QLocale locale;
    if (ms >= 1000.0)
        return Words::tr("%1 s").arg(locale.toString(ms / 1000.0, 'f', ms < 10000.0 ? 1 : 0));
    if (ms < 0.05)
        return Words::tr("< %1 ms").arg(locale.toString(0.1, 'f', 1));
    return Words::tr("%1 ms").arg(locale.toString(ms, 'f', ms < 9.95 ? 1 : 0));
}

QString timeLeft(double seconds)
{
    if (seconds < 10.0)
        return Words::tr("a few seconds left");
    if (seconds < 55.0)
        return Words::tr("about %n s left", nullptr, static_cast<int>(std::ceil(seconds / 10.0) * 10.0));
    const double minutes = seconds / 60.0;
    if (minutes < 59.5)
        return Words::tr("about %n min left", nullptr, std::max(1, static_cast<int>(std::lround(minutes))));
    const int halfHours = static_cast<int>(std::lround(minutes / 30.0));
    return Words::tr("about %1 h left").arg(QLocale().toString(halfHours / 2.0, 'f', halfHours % 2 == 0 ? 0 : 1));
}

QString rate(double perSecond)
{
    return Words::tr("%1/s").arg(QLocale().toString(perSecond, 'f', perSecond < 9.95 ? 1 : 0));
}

QString wallClock(std::int64_t seconds)
{
    // Read as UTC: the seconds are those of the camera's own clock, whatever the zone it stood in.
    const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::utc());
    return Words::tr("%1, %2").arg(QLocale().toString(time.date(), Words::tr("d MMMM yyyy")),
                                   QLocale().toString(time.time(), QStringLiteral("HH:mm")));
}

QString moment(std::int64_t utcSeconds)
{
    const QDateTime time = QDateTime::fromSecsSinceEpoch(utcSeconds);
    return Words::tr("%1, %2").arg(QLocale().toString(time.date(), Words::tr("d MMMM yyyy")),
                                   QLocale().toString(time.time(), QStringLiteral("HH:mm")));
}

QString month(int monthIndex)
{
    return Words::tr("%1 %2").arg(QLocale().standaloneMonthName(monthIndex % 12 + 1), QString::number(monthIndex / 12));
}

QString shortMonth(int monthIndex)
{
    return Words::tr("%1 %2").arg(QLocale().standaloneMonthName(monthIndex % 12 + 1, QLocale::ShortFormat),
                                  QString::number(monthIndex / 12));
}

QString path(const std::filesystem::path& path)
{
    return QString::fromStdString(displayPath(path));
}

QString fileName(const std::filesystem::path& path)
{
    return QString::fromStdString(displayPath(path.filename()));
}

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString nativePath(const std::filesystem::path& path)
{
#ifdef _WIN32
    return QString::fromStdWString(path.wstring());
#else
    return QFile::decodeName(path.c_str());
#endif
}

std::filesystem::path toPath(const QString& native)
{
#ifdef _WIN32
    return native.toStdWString();
#else
    const QByteArray bytes = QFile::encodeName(native);
    return std::string(bytes.constData(), static_cast<std::size_t>(bytes.size()));
#endif
}

QFont tabular(const QFont& font)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    QFont figures = font;
    figures.setFeature(QFont::Tag("tnum"), 1);
    return figures;
#else
    return font;
#endif
}

QFont captionSize(const QFont& font)
{
    return resized(font, -1);
}

QFont readingSize(const QFont& font)
{
    return resized(font, 2);
}

QFont titleSize(const QFont& font)
{
    QFont title = resized(font, 3);
    title.setWeight(QFont::DemiBold);
    return title;
}

} // namespace vidimus::ui::format
