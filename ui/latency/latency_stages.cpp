#include "ui/latency/latency_stages.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>

#include "core/metrics/stage.h"
#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

namespace stage = metrics::stage;
using Models = LatencyStage::Models;

constexpr std::array kStages{
    LatencyStage{stage::kDecode, Models::None},      LatencyStage{stage::kPreprocess, Models::Both},
    LatencyStage{stage::kVision, Models::Both},      LatencyStage{stage::kText, Models::Captions},
    LatencyStage{stage::kCaption, Models::Captions}, LatencyStage{stage::kEmbed, Models::Vectors},
    LatencyStage{stage::kStore, Models::None},       LatencyStage{stage::kIndex, Models::None},
    LatencyStage{stage::kSearch, Models::Vectors},
};

struct StageWords {
    const char* label;
    const char* explanation;
};

constexpr std::array<StageWords, kStages.size()> kWords{{
    {QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Decode"),
     QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "From the bytes of a file to pixels")},
    {QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Preprocess"),
     QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "From pixels to what the models take")},
    {QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Vision"),
     QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Looking at a picture, for its caption or its vector")},
    {QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Text"),
     QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Writing a caption, word by word")},
    {QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Caption"),
     QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "One caption, all of it")},
    {QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Embed"),
     QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "One picture to a vector, all of it")},
    {QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Store"),
     QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "One commit of several results to the library")},
    {QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Index"),
     QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Finding the nearest vectors")},
    {QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "Search"),
     QT_TRANSLATE_NOOP("vidimus::ui::LatencyStage", "From what was typed to ranked pictures")},
}};

const StageWords& wordsOf(std::string_view name)
{
    const auto found = std::find_if(kStages.begin(), kStages.end(),
                                    [name](const LatencyStage& candidate) { return candidate.name == name; });
    return kWords[static_cast<std::size_t>(std::min<std::ptrdiff_t>(found - kStages.begin(), kWords.size() - 1))];
}

QString translated(const char* text)
{
    return QCoreApplication::translate("vidimus::ui::LatencyStage", text);
}

} // namespace

QString LatencyStage::label() const
{
    return translated(wordsOf(name).label);
}

QString LatencyStage::explanation() const
{
    return translated(wordsOf(name).explanation);
}

std::span<const LatencyStage> latencyStages()
{
    return kStages;
}

Models modelsOf(std::string_view name)
{
    for (const LatencyStage& candidate : kStages) {
        if (candidate.name == name)
            return candidate.models;
    }
    if (name == stage::kDescribe)
        return Models::Both;
    return name == stage::kEmbedText ? Models::Vectors : Models::None;
}

QString originText(Models models, Origin captions, Origin vectors)
{
    return modelsText(models, std::string(originName(captions)), std::string(originName(vectors)))
        .replace(QLatin1String(", "), QLatin1String(" + "));
}

QString modelsText(Models models, const std::string& captions, const std::string& vectors)
{
    switch (models) {
    case Models::None:
        return {};
    case Models::Captions:
        return format::text(captions);
    case Models::Vectors:
        return format::text(vectors);
    case Models::Both:
        break;
    }
    if (captions == vectors || vectors.empty())
        return format::text(captions);
    if (captions.empty())
        return format::text(vectors);
    return QStringLiteral("%1, %2").arg(format::text(captions), format::text(vectors));
}

} // namespace vidimus::ui
