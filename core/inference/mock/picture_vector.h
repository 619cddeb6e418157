#pragma once

#include "core/base/embedding.h"
#include "core/inference/mock/picture_measures.h"

namespace vidimus::inference::mock {

/// Where a picture lies in the mock's space: near the words for what was measured, and a little aside of them by what is
/// particular to it, so that near duplicates are nearest to one another.
Embedding pictureVector(const PictureMeasures& measures);

} // namespace vidimus::inference::mock
