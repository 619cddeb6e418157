#include "ui/models/model_words.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

using services::ModelEntry;
using services::ModelProgress;

const QString kDot = QStringLiteral(" · ");

struct Words {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::ModelManager)
};

QString languageName(const std::string& code)
{
    const QLocale::Language language = QLocale(QString::fromStdString(code)).language();
    return language == QLocale::C ? QString::fromStdString(code) : QLocale::languageToString(language);
}

/// As precisely as somebody who waits wants it: "990 MB", "1.9 GB".
QString roughly(std::uint64_t size)
{
    constexpr std::uint64_t kMega = 1'000'000;
    constexpr std::uint64_t kGiga = 1000 * kMega;
    if (size < kMega || size >= kGiga)
        return format::bytes(size);
    return Words::tr("%1 MB").arg(format::count(static_cast<std::int64_t>((size + kMega / 2) / kMega)));
}

QString amountOf(const ModelProgress& progress)
{
    const QString done = roughly(progress.done);
    if (progress.total == 0)
        return done;
    return progress.totalIsExact ? Words::tr("%1 of %2").arg(done, roughly(progress.total))
                                 : Words::tr("%1 of about %2").arg(done, roughly(progress.total));
}

} // namespace

QString modelFacts(const ModelEntry& entry)
{
    QStringList facts;
    if (entry.bytes > 0)
        facts << (entry.bytesAreExact ? roughly(entry.bytes) : Words::tr("about %1").arg(roughly(entry.bytes)));
    if (entry.memoryBytes > 0)
        facts << Words::tr("about %1 of memory").arg(roughly(entry.memoryBytes));
    if (!entry.licence.empty())
        facts << format::text(entry.licence);
    if (!entry.languages.empty())
        facts << languageName(entry.languages);
    if (const QString said = modelSaidText(entry); !said.isEmpty())
        facts << said;
    return facts.join(kDot);
}

QString modelSaidText(const ModelEntry& entry)
{
    if (entry.photosDescribed == 0)
        return {};
    const QString size = roughly(entry.bytesDescribed);
    const auto photos = static_cast<int>(entry.photosDescribed);
    return entry.captions ? Words::tr("described %Ln picture(s), %1 in the library", nullptr, photos).arg(size)
                          : Words::tr("looked at %Ln picture(s), %1 in the library", nullptr, photos).arg(size);
}

QString switchText(const services::EngineStatus& engine, const search::SwitchState& now,
                   const ingest::Progress& progress, const services::ModelList& models)
{
    using Running = ingest::Progress::State;
    const bool works = progress.state == Running::Working || progress.state == Running::Scanning;
    QStringList parts;
    if (!now.earlier.empty()) {
        parts << Words::tr("%1 of %2 looked at")
                     .arg(format::count(static_cast<std::int64_t>(now.looked)),
                          format::count(static_cast<std::int64_t>(now.total)));
        parts << (now.answers ? Words::tr("answers come from %1 until then").arg(format::text(now.earlierName))
                              : Words::tr("%1 cannot be asked any more").arg(format::text(now.earlierName)));
    } else {
        std::int64_t shown = 0;
        for (const ModelEntry& entry : models.entries)
            shown += entry.stillShown;
        if (shown == 0 || progress.described >= progress.toDescribe)
            return {};
        parts << Words::tr("%1 of %2 described")
                     .arg(format::count(progress.described), format::count(progress.toDescribe));
        parts << Words::tr("earlier captions stay until then");
    }
    if (progress.state == Running::Paused)
        parts << Words::tr("paused");
    else if (works && progress.secondsLeft)
        parts << format::timeLeft(*progress.secondsLeft);
    const std::string& name = now.earlier.empty() ? engine.captions.model : engine.vectors.model;
    return Words::tr("%1 takes over").arg(format::text(name)) + QLatin1Char('\n') + parts.join(kDot);
}

std::optional<double> switchShare(const search::SwitchState& now, const ingest::Progress& progress)
{
    if (now.total > 0)
        return static_cast<double>(now.looked) / static_cast<double>(now.total);
    if (progress.toDescribe == 0)
        return std::nullopt;
    return static_cast<double>(progress.described) / static_cast<double>(progress.toDescribe);
}

QString modelProgressText(const ModelProgress& progress)
{
    switch (progress.phase) {
    case ModelProgress::Phase::Waiting:
        return Words::tr("waits for its turn");
    case ModelProgress::Phase::Asking:
        return progress.done > 0 ? Words::tr("%1 are there; asking for the rest").arg(roughly(progress.done))
                                 : Words::tr("asking");
    case ModelProgress::Phase::Downloading:
    case ModelProgress::Phase::Copying: {
        QString text = amountOf(progress);
        if (progress.bytesPerSecond)
            text += kDot + Words::tr("%1/s").arg(format::bytes(static_cast<std::uint64_t>(*progress.bytesPerSecond)));
        if (progress.left)
            text += kDot + format::timeLeft(static_cast<double>(progress.left->count()));
        return text;
    }
    case ModelProgress::Phase::Pausing:
        return Words::tr("stopping");
    case ModelProgress::Phase::Retrying:
        return Words::tr("%1 Trying again in %2 s; what has arrived is kept.")
            .arg(format::text(progress.note))
            .arg(progress.retryIn.count());
    case ModelProgress::Phase::Checking:
        return Words::tr("reading what is there");
    case ModelProgress::Phase::Finishing:
        return Words::tr("looking through it");
    }
    return {};
}

QString modelStateText(const ModelEntry& entry)
{
    switch (entry.state) {
    case ModelEntry::State::Working:
        return modelProgressText(entry.progress);
    case ModelEntry::State::Paused:
        return Words::tr("Paused: %1 of it are there.").arg(roughly(entry.unfinishedBytes));
    case ModelEntry::State::Failed:
    case ModelEntry::State::Broken:
        return format::text(entry.problem);
    case ModelEntry::State::Removing:
        return Words::tr("being removed");
    case ModelEntry::State::Verifying:
        return Words::tr("being read and compared with what was published");
    case ModelEntry::State::Installed:
        if (entry.chosen && !entry.inUse)
            return Words::tr("Chosen: it takes over when Vidimus is opened anew, and describes the library again.");
        return format::text(entry.verified);
    case ModelEntry::State::Gone:
        return Words::tr("It is not installed any more; what it said is kept.");
    case ModelEntry::State::Available:
        break;
    }
    return entry.inCatalogue ? format::text(entry.note) : QString();
}

QString standInText(const services::EngineStatus& engine)
{
    if (engine.mode == services::ModelMode::Mock)
        return {};
    const auto is = [&engine](Origin origin) {
        return engine.captions.origin == origin || engine.vectors.origin == origin;
    };
    if (is(Origin::Mock))
        return Words::tr("Without models Vidimus tells colours and shapes, not what a picture shows.");
    if (is(Origin::Starter))
        return Words::tr("The starter models know drawn scenes. Photographs need the full models.");
    return {};
}

} // namespace vidimus::ui
