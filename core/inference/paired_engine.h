#pragma once

#include <memory>

#include "core/inference/captioner.h"
#include "core/inference/embedder.h"
#include "core/inference/engine.h"

namespace vidimus::inference {

/// An engine of two models. Either may be null (a command that only captions needs no embedder): what it would do is
/// then answered with NotFound, and its ModelInfo is empty.
std::unique_ptr<Engine> makePairedEngine(std::unique_ptr<Captioner> captioner, std::unique_ptr<Embedder> embedder);

} // namespace vidimus::inference
