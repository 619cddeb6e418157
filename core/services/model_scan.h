#pragma once

#include <filesystem>
#include <vector>

#include "core/models/catalogue.h"
#include "core/services/model_entry.h"
#include "core/storage/photo_records.h"

namespace vidimus::services {

/// Puts what each model has said into its entry, and adds an entry for each that is not installed any more.
void addSaid(ModelList& list, const std::vector<storage::ModelTally>& tallies);

/// What is to be listed; milliseconds a model. Thread: any that may wait for the disk.
ModelList scanModels(const models::Catalogue& catalogue, const std::filesystem::path& folder,
                     const std::filesystem::path& starter);

} // namespace vidimus::services
