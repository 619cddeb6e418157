#pragma once

#include <QString>

#include "core/ingest/progress.h"

/// The sentences of the activity strip, apart from the widget so that each can be checked.
namespace vidimus::ui {

/// "describing 412 of 1,204 · 11/s · about 1 min left"
QString progressText(const ingest::Progress& progress);
/// 0..1 of the work that is under way, or nothing to show while its extent is unknown (-1).
double progressShare(const ingest::Progress& progress);
/// "Added 24 pictures, 2 already there". Problems have a button of their own.
QString summaryText(const ingest::Summary& summary);
/// "8,412 pictures · all described"
QString idleText(const storage::LibraryCounts& counts);

} // namespace vidimus::ui
