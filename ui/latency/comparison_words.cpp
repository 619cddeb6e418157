#include "ui/latency/comparison_words.h"

#include <cmath>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "core/metrics/stage.h"
#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

namespace stage = metrics::stage;
using services::Comparison;
using services::EngineMeasure;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::ComparisonWords)
};

/// "20", "1.4", "17,000": two figures are enough to compare by, three where they are all whole.
QString times(double ratio)
{
    if (ratio >= 1000) {
        const double step = std::pow(10.0, std::floor(std::log10(ratio)) - 1);
        ratio = std::round(ratio / step) * step;
    }
    return QLocale().toString(ratio, 'f', ratio < 9.95 ? 1 : 0);
}

/// Of a real model: here, there, and the ratio.
QString againstReplaced(const EngineMeasure& measure, bool caption)
{
    const metrics::StageSummary* job = measure.stage(caption ? stage::kCaption : stage::kEmbed);
    const Origin origin = caption ? measure.captionOrigin : measure.vectorOrigin;
    if (job == nullptr || origin == Origin::Mock)
        return {};
    const double there = caption ? replaced::kCaptionMs : replaced::kVectorMs;
    const QString sentence = caption ? Words::tr("A caption by %1 takes %2 here, %3 in the system this replaces: %4.")
                                     : Words::tr("A vector by %1 takes %2 here, %3 in the system this replaces: %4.");
    return sentence.arg(format::text(caption ? measure.captionModel : measure.vectorModel),
                        format::milliseconds(job->p50Ms), format::milliseconds(there), ratioText(job->p50Ms, there));
}

bool allMock(const EngineMeasure& measure)
{
    return measure.captionOrigin == Origin::Mock && measure.vectorOrigin == Origin::Mock;
}

QString againstOther(const EngineMeasure& inUse, const EngineMeasure& other)
{
    const metrics::StageSummary* ours = inUse.stage(stage::kDescribe);
    const metrics::StageSummary* theirs = other.stage(stage::kDescribe);
    if (ours == nullptr || theirs == nullptr)
        return {};
    const QString sentence =
        allMock(other)
            ? Words::tr(
                  "Altogether a picture takes %1; the mock, which measures colours and knows nothing of what is to be "
                  "seen, takes %2: %3.")
            : Words::tr("Altogether a picture takes %1; the other models take %2: %3.");
    return sentence.arg(format::milliseconds(ours->p50Ms), format::milliseconds(theirs->p50Ms),
                        ratioText(theirs->p50Ms, ours->p50Ms));
}

QString extentText(const Comparison& comparison)
{
    QString text =
        Words::tr("Medians of %Ln picture(s), one at a time.", nullptr, static_cast<int>(comparison.pictures));
    if (comparison.failures > 0)
        text += QLatin1Char(' ') +
                Words::tr("%Ln more could not be measured: %1", nullptr, static_cast<int>(comparison.failures))
                    .arg(format::text(comparison.firstFailure));
    return text;
}

} // namespace

QString ratioText(double ms, double thanMs)
{
    if (ms <= 0 || thanMs <= 0)
        return Words::tr("too quick to compare");
    const double ratio = thanMs / ms;
    if (ratio >= 1.05)
        return Words::tr("%1 times faster").arg(times(ratio));
    if (ratio <= 1 / 1.05)
        return Words::tr("%1 times slower").arg(times(1 / ratio));
    return Words::tr("about as fast");
}

QString comparisonText(const Comparison& comparison, const QString& reason)
{
    QStringList sentences;
    const EngineMeasure& inUse = comparison.inUse;
    for (const bool caption : {true, false}) {
        if (const QString sentence = againstReplaced(inUse, caption); !sentence.isEmpty())
            sentences << sentence;
    }
    if (comparison.other) {
        if (const QString sentence = againstOther(inUse, *comparison.other); !sentence.isEmpty())
            sentences << sentence;
    } else if (allMock(inUse)) {
        const metrics::StageSummary* described = inUse.stage(stage::kDescribe);
        sentences << Words::tr(
                         "Only the mock was measured, %1 a picture: there are no real models to hold it against. %2")
                         .arg(format::milliseconds(described != nullptr ? described->p50Ms : 0), reason)
                         .trimmed();
    }
    sentences << extentText(comparison);
    return sentences.join(QLatin1Char('\n'));
}

} // namespace vidimus::ui
