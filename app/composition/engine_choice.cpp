#include "app/composition/engine_choice.h"

#include <cstdlib>
#include <string_view>

#include "core/inference/mock_engine.h"

namespace vidimus::app {

namespace {

using services::ModelMode;

/// The environment decides only where the person has not.
ModelMode withEnvironment(ModelMode mode)
{
    const char* value = std::getenv("USE_MOCK_MODELS");
    if (mode != ModelMode::Auto || value == nullptr)
        return mode;
    if (std::string_view(value) == "true" || std::string_view(value) == "1")
        return ModelMode::Mock;
    if (std::string_view(value) == "false" || std::string_view(value) == "0")
        return ModelMode::Real;
    return mode;
}

EngineChoice mockChoice(std::string reason)
{
    EngineChoice choice{inference::makeMockEngine(), {}};
    const inference::EngineInfo info = choice.engine->info();
    choice.status = {info.captionModel.name, info.embeddingModel.name, Origin::Mock, std::move(reason)};
    return choice;
}

} // namespace

Result<EngineChoice> chooseEngine(ModelMode mode)
{
    switch (withEnvironment(mode)) {
    case ModelMode::Mock:
        return mockChoice("The mock was asked for: it describes colours and shapes, not what a picture shows.");
    case ModelMode::Real:
        return fail(ErrorCode::NotFound,
                    "Real models were asked for, but this version cannot load any yet: use --mode mock, or unset "
                    "USE_MOCK_MODELS.");
    case ModelMode::Auto:
        break;
    }
    return mockChoice("No model is installed, so the mock describes colours and shapes, not what a picture shows.");
}

} // namespace vidimus::app
