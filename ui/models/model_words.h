#pragma once

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
/// What the row says of its state below the facts; empty where there is nothing to say.
QString modelStateText(const services::ModelEntry& entry);
/// Why photographs need the full models; empty where they are in use, or a person asked for the mock.
QString standInText(const services::EngineStatus& engine);

} // namespace vidimus::ui
