#pragma once

#include <filesystem>

#include "core/base/error.h"
#include "models/train/batch.h"
#include "models/train/example.h"
#include "models/train/twin_model.h"

namespace vidimus::train {

/// The two model folders, as the hub lays them out, in `folder`/models, which is a folder of installed models.
std::filesystem::path blipFolder(const std::filesystem::path& folder);
std::filesystem::path clipFolder(const std::filesystem::path& folder);

/// Writes configs and vocabularies for a source's words into the two folders, without weights, and fills in what depends
/// on them in `sizes`.
Result<void> writeFolders(const std::filesystem::path& folder, const ExampleSource& source, TwinSizes& sizes);

/// The tokenizers of what writeFolders() wrote.
Result<Reading> openReading(const std::filesystem::path& folder, const TwinSizes& sizes, int longestCaption);

/// The weights in 16 bits into the two folders, each file whole or not at all: from then on the folders open as models.
Result<void> writeWeights(const std::filesystem::path& folder, const TwinModel& model);

/// The weights of a folder that holds a BLIP and a CLIP that were trained as twins (models/starter, or OUT/models): where
/// training is to begin. Heads of patches begin anew. NotFound where one is missing, Corrupt where their sizes or
/// vocabularies are not the model's.
Result<void> readWeights(const std::filesystem::path& installed, TwinModel& model);

} // namespace vidimus::train
