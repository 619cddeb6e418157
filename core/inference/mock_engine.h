#pragma once

#include <memory>

#include "core/inference/captioner.h"
#include "core/inference/embedder.h"
#include "core/inference/engine.h"

namespace vidimus::inference {

/// Captions and vectors from what can be measured in the pixels (size class, orientation, dominant colours, brightness),
/// deterministic and in about a millisecond. It knows nothing of dogs or beaches and says so by its origin.
std::unique_ptr<Captioner> makeMockCaptioner();
std::unique_ptr<Embedder> makeMockEmbedder();
/// Both.
std::unique_ptr<Engine> makeMockEngine();

} // namespace vidimus::inference
