#include "ui/search/query_completion.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDate>

#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

constexpr std::size_t kMostNames = 4;   ///< of each kind, below words
constexpr std::size_t kMostValues = 40; ///< below a key

QString say(const char* text)
{
    return QCoreApplication::translate("vidimus::ui::QueryCompletion", text);
}

struct Key {
    const char* name;
    const char* detail;
};

constexpr Key kKeys[] = {{"tag", QT_TRANSLATE_NOOP("vidimus::ui::QueryCompletion", "a tag")},
                         {"folder", QT_TRANSLATE_NOOP("vidimus::ui::QueryCompletion", "where it lies")},
                         {"camera", QT_TRANSLATE_NOOP("vidimus::ui::QueryCompletion", "what it was taken with")},
                         {"date", QT_TRANSLATE_NOOP("vidimus::ui::QueryCompletion", "when it was taken")},
                         {"rating", QT_TRANSLATE_NOOP("vidimus::ui::QueryCompletion", "0 to 5 stars")},
                         {"conf", QT_TRANSLATE_NOOP("vidimus::ui::QueryCompletion", "how sure the caption is, 0 to 1")},
                         {"type", QT_TRANSLATE_NOOP("vidimus::ui::QueryCompletion", "shape or format")},
                         {"is", QT_TRANSLATE_NOOP("vidimus::ui::QueryCompletion", "favourite, edited, picked …")},
                         {"album", QT_TRANSLATE_NOOP("vidimus::ui::QueryCompletion", "an album")}};

QStringList listOf(const std::vector<std::string>& texts)
{
    QStringList list;
    for (const std::string& text : texts)
        list << QString::fromStdString(text);
    return list;
}

QStringList years()
{
    QStringList list{QStringLiteral("today"), QStringLiteral("yesterday"), QStringLiteral("last-week"),
                     QStringLiteral("last-month"), QStringLiteral("last-summer")};
    const int now = QDate::currentDate().year();
    for (int year = now; year > now - 12; --year)
        list << QString::number(year);
    return list;
}

QStringList valuesOf(const QString& key, const services::SearchNames& names)
{
    if (key == QLatin1String("tag"))
        return listOf(names.tags);
    if (key == QLatin1String("folder"))
        return listOf(names.folders);
    if (key == QLatin1String("camera"))
        return listOf(names.cameras);
    if (key == QLatin1String("album"))
        return listOf(names.albums);
    if (key == QLatin1String("date"))
        return years();
    if (key == QLatin1String("rating"))
        return {QStringLiteral(">=3"), QStringLiteral(">=4"), QStringLiteral("5"), QStringLiteral("0")};
    if (key == QLatin1String("conf"))
        return {QStringLiteral("<0.5"), QStringLiteral(">=0.75")};
    if (key == QLatin1String("type"))
        return {QStringLiteral("landscape"), QStringLiteral("portrait"), QStringLiteral("square"),
                QStringLiteral("panorama"),  QStringLiteral("jpeg"),     QStringLiteral("png"),
                QStringLiteral("webp"),      QStringLiteral("tiff"),     QStringLiteral("heic"),
                QStringLiteral("avif"),      QStringLiteral("raw"),      QStringLiteral("gif")};
    if (key == QLatin1String("is"))
        return {QStringLiteral("favourite"), QStringLiteral("edited"),   QStringLiteral("undescribed"),
                QStringLiteral("picked"),    QStringLiteral("rejected"), QStringLiteral("tagged")};
    return {};
}

/// Where the term before the cursor begins: behind the last blank that is not in quotes.
int termBegin(const QString& line, int cursor)
{
    int begin = 0;
    bool quoted = false;
    for (int i = 0; i < cursor; ++i) {
        if (line[i] == QLatin1Char('"'))
            quoted = !quoted;
        else if (!quoted && line[i].isSpace())
            begin = i + 1;
    }
    return begin;
}

void addValues(QueryCompletion& completion, const QString& sign, const QString& key, const QString& typed,
               const services::SearchNames& names, std::size_t most, const QString& detail)
{
    std::size_t added = 0;
    const QStringList values = valuesOf(key, names);
    for (const bool fromStart : {true, false}) {
        for (const QString& value : values) {
            const bool starts = value.startsWith(typed, Qt::CaseInsensitive);
            if (starts != fromStart || (!starts && !value.contains(typed, Qt::CaseInsensitive)) || added == most)
                continue;
            const QString term = QString::fromStdString(
                services::SearchService::writeTerm(key.toStdString(), value.toStdString(), false));
            completion.suggestions.push_back({sign + term, detail, false});
            ++added;
        }
    }
}

} // namespace

QueryCompletion completeQuery(const QString& line, int cursor, const services::SearchNames& names)
{
    QueryCompletion completion;
    completion.begin = termBegin(line, cursor);
    completion.end = cursor;
    QString typed = line.mid(completion.begin, cursor - completion.begin);
    QString sign;
    if (typed.startsWith(QLatin1Char('-'))) {
        sign = QStringLiteral("-");
        typed.remove(0, 1);
    }
    const auto colon = typed.indexOf(QLatin1Char(':'));
    if (colon > 0) {
        const QString key = typed.left(colon).toLower();
        QString value = typed.mid(colon + 1);
        value.remove(QLatin1Char('"'));
        addValues(completion, sign, key, value, names, kMostValues, {});
        // What is there in full already needs no help.
        if (completion.suggestions.size() == 1 && completion.suggestions.front().text == sign + typed)
            completion.suggestions.clear();
        return completion;
    }
    if (typed.size() < 2 || typed.startsWith(QLatin1Char('"')))
        return completion;
    for (const Key& key : kKeys) {
        if (QLatin1String(key.name).startsWith(typed.toLower()))
            completion.suggestions.push_back(
                {sign + QLatin1String(key.name) + QLatin1Char(':'), say(key.detail), false});
    }
    for (const Key& key : {kKeys[0], kKeys[8], kKeys[1], kKeys[2]})
        addValues(completion, sign, QLatin1String(key.name), typed, names, kMostNames, say(key.detail));
    return completion;
}

} // namespace vidimus::ui
