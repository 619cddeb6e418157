#pragma once

#include <filesystem>

#include "core/models/catalogue.h"
#include "core/services/model_entry.h"

namespace vidimus::services {

/// What is to be listed; milliseconds a model. Thread: any that may wait for the disk.
ModelList scanModels(const models::Catalogue& catalogue, const std::filesystem::path& folder,
                     const std::filesystem::path& starter);

} // namespace vidimus::services
