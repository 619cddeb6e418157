#pragma once

#include <vector>

#include "core/base/caption.h"
#include "core/inference/engine.h"
#include "core/inference/mock/picture_measures.h"

namespace vidimus::inference::mock {

/// Says what was measured in English, in several wordings. With one beam the wording depends on the picture; with more,
/// the most confident comes first and the next ones are the alternatives.
///
/// The prompt stands before the caption and is not a token of it. A caption of more than maxTokens tokens is cut and
/// then has no end token, as a model's would be. The other options mean nothing here.
CaptionResult describeMeasures(const PictureMeasures& measures, const CaptionOptions& options);

} // namespace vidimus::inference::mock
