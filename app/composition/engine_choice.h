#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/inference/engine.h"
#include "core/services/services.h"

namespace vidimus::app {

struct EngineChoice {
    std::unique_ptr<inference::Engine> engine;
    services::EngineStatus status;
};

/// The mode asked for, else USE_MOCK_MODELS=true|false from the environment, else auto: real models where they are
/// installed, else the mock, saying why. An error where real models are insisted on and there are none.
Result<EngineChoice> chooseEngine(services::ModelMode mode);

} // namespace vidimus::app
