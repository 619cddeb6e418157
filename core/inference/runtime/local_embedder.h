#pragma once

#include <memory>

#include "core/base/caption.h"
#include "core/base/error.h"
#include "core/inference/config/model_folder.h"
#include "core/inference/embedder.h"
#include "core/inference/local/run_options.h"

namespace vidimus::inference {

/// local_models.h's openEmbedder(), inside the module.
Result<std::unique_ptr<Embedder>> makeLocalEmbedder(const ModelFolder& model, Origin origin, const RunOptions& options);

} // namespace vidimus::inference
