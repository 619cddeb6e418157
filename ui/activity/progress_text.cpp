#include "ui/activity/progress_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

using State = ingest::Progress::State;

const QString kBetween = QStringLiteral(" · ");

struct Words {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::ActivityStrip)
};

bool isLooking(const ingest::Progress& progress)
{
    return progress.scanning || progress.looked < progress.found;
}

QString position(const ingest::Progress& progress)
{
    if (isLooking(progress)) {
        const QString known = format::count(progress.found);
        return progress.scanning ? Words::tr("adding %1 of at least %2").arg(format::count(progress.looked), known)
                                 : Words::tr("adding %1 of %2").arg(format::count(progress.looked), known);
    }
    if (progress.captionsPutOff())
        return Words::tr("looking at %1 of %2").arg(format::count(progress.embedded), format::count(progress.toEmbed));
    return Words::tr("describing %1 of %2").arg(format::count(progress.described), format::count(progress.toDescribe));
}

} // namespace

QString progressText(const ingest::Progress& progress)
{
    switch (progress.state) {
    case State::Idle:
        return {};
    case State::Scanning:
        if (progress.looked == 0)
            return progress.found == 0 ? Words::tr("looking for pictures…")
                                       : Words::tr("looking for pictures… %1 found").arg(format::count(progress.found));
        break;
    case State::Cancelling:
        return Words::tr("stopping after the pictures under way…");
    case State::Paused:
        return Words::tr("paused") + kBetween + position(progress);
    case State::Working:
        break;
    }
    QStringList parts{position(progress)};
    if (progress.perSecond > 0.05)
        parts << format::rate(progress.perSecond);
    if (progress.secondsLeft)
        parts << format::timeLeft(*progress.secondsLeft);
    return parts.join(kBetween);
}

double progressShare(const ingest::Progress& progress)
{
    if (progress.scanning)
        return -1;
    if (progress.looked < progress.found)
        return static_cast<double>(progress.looked) / static_cast<double>(progress.found);
    if (progress.captionsPutOff())
        return static_cast<double>(progress.embedded) / static_cast<double>(progress.toEmbed);
    if (progress.toDescribe > 0)
        return static_cast<double>(progress.described) / static_cast<double>(progress.toDescribe);
    return progress.found > 0 ? 1.0 : -1;
}

QString summaryText(const ingest::Summary& summary)
{
    QStringList parts;
    if (summary.imported > 0)
        parts << Words::tr("added %Ln picture(s)", nullptr, static_cast<int>(summary.imported));
    if (summary.updated > 0)
        parts << Words::tr("%Ln changed", nullptr, static_cast<int>(summary.updated));
    if (summary.duplicates > 0)
        parts << Words::tr("%Ln already there", nullptr, static_cast<int>(summary.duplicates));
    if (summary.imported == 0 && summary.described > 0)
        parts << Words::tr("described %Ln picture(s)", nullptr, static_cast<int>(summary.described));
    QString text = parts.isEmpty() ? Words::tr("nothing new") : parts.join(QLatin1String(", "));
    if (summary.stoppedBy)
        text = Words::tr("stopped: %1").arg(format::text(summary.stoppedBy->message)) + kBetween + text;
    else if (summary.cancelled)
        text = Words::tr("stopped") + kBetween + text;
    if (summary.modelProblem)
        text += kBetween + Words::tr("not described: %1").arg(format::text(summary.modelProblem->message));
    text[0] = text[0].toUpper();
    return text;
}

QString idleText(const storage::LibraryCounts& counts)
{
    if (counts.photos == 0)
        return Words::tr("No pictures yet");
    const QString pictures = Words::tr("%Ln picture(s)", nullptr, static_cast<int>(counts.photos));
    const std::int64_t waiting = counts.photos - counts.described;
    return pictures + kBetween +
           (waiting <= 0 ? Words::tr("all described")
                         : Words::tr("%Ln not described", nullptr, static_cast<int>(waiting)));
}

} // namespace vidimus::ui
