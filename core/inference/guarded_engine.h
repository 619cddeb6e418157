#pragma once

#include <memory>

#include "core/inference/engine.h"

namespace vidimus::inference {

/// The boundary at which what a model's library throws becomes an Error, and at which the number of answers is checked.
/// A batch that throws is run again picture by picture, so that one bad picture, or a batch too big for the memory,
/// does not take the others with it. A picture without pixels is answered here.
std::unique_ptr<Engine> makeGuardedEngine(std::unique_ptr<Engine> engine);

} // namespace vidimus::inference
