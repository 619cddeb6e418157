#pragma once

#include <string>

#include "app/cli/json_output.h"
#include "core/media/sidecar.h"
#include "core/storage/photo_records.h"

namespace vidimus::cli {

/// Everything known of one picture, for other programs. Columns and keys are the same, in the same order.
std::string csvHeader();
std::string csvRow(const storage::PhotoDetails& details);
Json exportedToJson(const storage::PhotoDetails& details);
media::SidecarText sidecarText(const storage::PhotoDetails& details);

} // namespace vidimus::cli
