#pragma once

#include <optional>

#include <QString>
#include <QStringList>

#include "core/services/model_entry.h"
#include "core/services/services.h"

/// What the model manager says.
namespace vidimus::ui {

/// "about 990 MB · about 1.5 GB of memory · BSD-3-Clause · English"; what is not known is left out.
QString modelFacts(const services::ModelEntry& entry);
/// "412 MB of about 990 MB · 11 MB/s · about 1 min left", "trying again in 12 s: …"
QString modelProgressText(const services::ModelProgress& progress);
/// "described 8,412 pictures (12 MB)"; empty where it described none.
QString modelSaidText(const services::ModelEntry& entry);
/// Two lines: "CLIP B takes over", "3,120 of 8,412 looked at · answers come from CLIP A until then · about 12 min left";
/// empty when no model takes over from another.
QString switchText(const services::EngineStatus& engine, const search::SwitchState& now,
                   const ingest::Progress& progress, const services::ModelList& models);
/// How far that is, 0..1; nothing where it is not known.
std::optional<double> switchShare(const search::SwitchState& now, const ingest::Progress& progress);

/// What the row says of its state below the facts; empty where there is nothing to say.
QString modelStateText(const services::ModelEntry& entry);
/// Why photographs need the full models; empty where they are in use, or a person asked for the mock.
QString standInText(const services::EngineStatus& engine);

} // namespace vidimus::ui
