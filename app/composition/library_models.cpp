#include "app/composition/library_models.h"

#include "core/inference/engine.h"
#include "core/storage/library.h"

namespace vidimus::app {

namespace {

storage::ModelRecord recordOf(const inference::ModelInfo& model, int dimension)
{
    return {model.id, model.name, model.origin, dimension};
}

} // namespace

Result<void> useModels(storage::Library& library, const inference::EngineInfo& engine)
{
    return library.useModels(recordOf(engine.captionModel, 0),
                             recordOf(engine.embeddingModel, engine.embeddingDimension));
}

} // namespace vidimus::app
