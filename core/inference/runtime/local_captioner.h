#pragma once

#include <memory>

#include "core/base/caption.h"
#include "core/base/error.h"
#include "core/inference/captioner.h"
#include "core/inference/config/model_folder.h"
#include "core/inference/local/run_options.h"

namespace vidimus::inference {

/// local_models.h's openCaptioner(), inside the module.
Result<std::unique_ptr<Captioner>> makeLocalCaptioner(const ModelFolder& model, Origin origin,
                                                      const RunOptions& options);

} // namespace vidimus::inference
