#pragma once

#include <vector>

#include "core/storage/photo_records.h"
#include "ui/detail/fact_table.h"

namespace vidimus::ui {

/// What the file says of itself and where it lies.
std::vector<Fact> fileFacts(const storage::PhotoDetails& details);
/// How long each stage took for this picture.
std::vector<Fact> timeFacts(const storage::PhotoTimes& times);

} // namespace vidimus::ui
