#pragma once

#include "core/inference/config/model_folder.h"
#include "core/inference/onednn/numeric.h"

namespace vidimus::inference {

/// Whether a model says the same in `eightBits` as in what is kept beside it (bf16 or fp32), as far as a few drawn pictures can tell: of the words that a captioner
/// would choose at most one in twenty is another, and no vector of an embedder turns by more than a cosine of 0.995.
/// Loads the model twice, one after the other, which takes seconds; to be kept. Throws what loading throws.
bool int8Agrees(const ModelFolder& model, Numeric eightBits, int threads);

} // namespace vidimus::inference
