#pragma once

#include "core/inference/config/model_folder.h"

namespace vidimus::inference {

/// Whether a model says the same in int8 as in bf16, as far as a few drawn pictures can tell: of the words that a captioner
/// would choose at most one in twenty is another, and no vector of an embedder turns by more than a cosine of 0.995.
/// Loads the model twice, one after the other, which takes seconds; to be kept. Throws what loading throws.
bool int8Agrees(const ModelFolder& model, int threads);

} // namespace vidimus::inference
