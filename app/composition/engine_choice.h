#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/error.h"
#include "core/inference/captioner.h"
#include "core/inference/config/model_folder.h"
#include "core/inference/embedder.h"
#include "core/inference/engine.h"
#include "core/inference/local/run_options.h"
#include "core/models/model_choice.h"
#include "core/models/model_hold.h"
#include "core/services/services.h"

namespace vidimus::app {

/// How a model folder becomes a model; replaceable for tests.
struct ModelOpeners {
    using Captioner = std::function<Result<std::unique_ptr<inference::Captioner>>(const inference::ModelFolder&, Origin,
                                                                                  const inference::RunOptions&)>;
    using Embedder = std::function<Result<std::unique_ptr<inference::Embedder>>(const inference::ModelFolder&, Origin,
                                                                                const inference::RunOptions&)>;
    Captioner captioner; ///< null: inference::openCaptioner()
    Embedder embedder;   ///< null: inference::openEmbedder()
};

/// What is asked of the choice.
struct EngineRequest {
    services::ModelMode mode = services::ModelMode::Auto;
    std::filesystem::path models; ///< folder of installed models; empty: Settings::defaultModels()
    std::filesystem::path cache;  ///< what was found out of models; empty: Settings::cacheFolder()
    std::filesystem::path
        starter;                 ///< folder of the bundled starter models, taken where no installed one is; empty: none
    models::Preferred preferred; ///< of the installed ones and the starter; else the first that is sound
    std::filesystem::path captionModel;   ///< this model and no other, whatever the mode; empty: as the mode says
    std::filesystem::path embeddingModel; ///< the same
    bool captions = true;                 ///< false: nobody will ask for captions
    bool vectors = true;                  ///< false: nobody will ask for vectors
    inference::RunOptions run;
    /// Leave the opening of real models, which loads LibTorch, to their first use. A model that turns out not to open is
    /// then no reason for another choice any more: it answers with ModelUnavailable.
    bool openWhenNeeded = false;
    ModelOpeners open;
};

struct EngineChoice {
    std::unique_ptr<inference::Engine> engine;
    services::EngineStatus status;
    std::shared_ptr<inference::StepHook> hook; ///< of its models, for whoever runs it
    std::vector<models::ModelHold> holds;      ///< say that the folders are in use; kept as long as the engine
};

/// The mode asked for, else USE_MOCK_MODELS=true|false from the environment, else auto.
services::ModelMode resolvedMode(services::ModelMode asked);

/// Follows the resolved mode. Auto takes for each of the two jobs the preferred or else the first installed model that is
/// sound and opens, else the starter, else the mock, saying why. Where real models are insisted on and one is missing the error says what, where it was looked for
/// and what to do; for a model asked for by name it says what is wrong with it.
/// Milliseconds and no LibTorch with openWhenNeeded, but for the first time that a model is met: its weights are read.
Result<EngineChoice> chooseEngine(const EngineRequest& request);

/// The installed embedder of that id alone, opened when needed. Nothing where it is not there any more, or of no use.
std::optional<EngineChoice> chooseEarlierEmbedder(const EngineRequest& request, const ModelId& id);

} // namespace vidimus::app
