#include "query_text.h"

#include <QDate>
#include <QStringList>

namespace vidimus::test {

namespace {

using namespace search;

QString dayText(const std::optional<Day>& day)
{
    return day ? QDate(1970, 1, 1).addDays(day->time_since_epoch().count()).toString(Qt::ISODate) : QString();
}

QString spanText(const char* name, const NumberSpan& span)
{
    return QStringLiteral("%1%2%3,%4%5")
        .arg(QLatin1String(name), QLatin1String(span.leastCounts ? "[" : "("))
        .arg(span.least)
        .arg(span.most)
        .arg(QLatin1String(span.mostCounts ? "]" : ")"));
}

struct ConditionText {
    QString operator()(const Word& word) const { return QString::fromStdString(word.text); }
    QString operator()(const Phrase& phrase) const { return QStringLiteral("\"%1\"").arg(text(phrase.text)); }
    QString operator()(const FolderNamed& folder) const { return QStringLiteral("folder=%1").arg(text(folder.name)); }
    QString operator()(const CameraNamed& camera) const { return QStringLiteral("camera=%1").arg(text(camera.name)); }
    QString operator()(const TagNamed& tag) const { return QStringLiteral("tag=%1").arg(text(tag.name)); }
    QString operator()(const AlbumNamed& album) const { return QStringLiteral("album=%1").arg(text(album.name)); }
    QString operator()(const TakenBetween& taken) const
    {
        return QStringLiteral("%1[%2,%3)")
            .arg(QLatin1String(taken.spoken ? "spoken" : "taken"), dayText(taken.from), dayText(taken.end));
    }
    QString operator()(const RatingIn& rating) const { return spanText("rating", rating.stars); }
    QString operator()(const ConfidenceIn& sure) const { return spanText("conf", sure.confidence); }
    QString operator()(const FormatIs& format) const { return QStringLiteral("format=%1").arg(text(format.format)); }
    QString operator()(const ShapeIs& shape) const
    {
        return QStringLiteral("shape=%1").arg(QStringLiteral("LPSW")[static_cast<int>(shape.shape)]);
    }
    QString operator()(const StateIs& state) const
    {
        static const QStringList names{"favourite", "edited", "undescribed", "picked", "rejected", "tagged"};
        return QStringLiteral("is=") + names[static_cast<int>(state.state)];
    }

    static QString text(const std::string& bytes) { return QString::fromStdString(bytes); }
};

} // namespace

QString textOf(const ParsedQuery& query)
{
    QStringList terms;
    for (const Term& term : query.terms)
        terms << QLatin1String(term.negated ? "-" : "") + std::visit(ConditionText(), term.what);
    return terms.join(QLatin1Char(' '));
}

} // namespace vidimus::test
