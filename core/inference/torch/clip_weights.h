#pragma once

#include "core/inference/torch/clip_model.h"

namespace vidimus::inference {

/// The towers from a checkpoint in either layout. Hugging Face keeps queries, keys and values apart and projections as
/// [out, in]; OpenCLIP keeps them together and projections as [in, out].
ClipVision clipVisionOf(const ClipConfig& config, const Weights& weights);
ClipText clipTextOf(const ClipConfig& config, const Weights& weights);

} // namespace vidimus::inference
