#pragma once

#include <memory>

#include "core/base/caption.h"
#include "core/base/error.h"
#include "core/inference/captioner.h"
#include "core/inference/config/model_folder.h"
#include "core/inference/embedder.h"
#include "core/inference/local/run_options.h"

namespace vidimus::inference {

/// A captioner or an embedder that runs a model folder, through the module that holds LibTorch and oneDNN. Loads the module that holds LibTorch (some
/// tenths of a second the first time) and the tokenizer; the weights when first needed, or by warmUp(). `origin` is what
/// results carry: Local, or Starter for the bundled ones.
/// Errors: ModelUnavailable (no module, LibTorch missing), Unsupported (this device or precision, the other role), Corrupt.
Result<std::unique_ptr<Captioner>> openCaptioner(const ModelFolder& model, Origin origin, const RunOptions& options);
Result<std::unique_ptr<Embedder>> openEmbedder(const ModelFolder& model, Origin origin, const RunOptions& options);

} // namespace vidimus::inference
