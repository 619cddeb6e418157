#pragma once

#include "core/base/caption.h"
#include "core/base/error.h"
#include "core/inference/captioner.h"
#include "core/inference/config/model_folder.h"
#include "core/inference/embedder.h"
#include "core/inference/local/run_options.h"

namespace vidimus::inference {

// What the module exports besides torch_facts.h: the model, owned by the caller, or null and why. C names, as there.
using OpenCaptionerFunction = Captioner* (*)(const ModelFolder& model, Origin origin, const RunOptions& options,
                                             Error& error);
using OpenEmbedderFunction = Embedder* (*)(const ModelFolder& model, Origin origin, const RunOptions& options,
                                           Error& error);
inline constexpr const char* kOpenCaptionerSymbol = "vidimusOpenCaptioner";
inline constexpr const char* kOpenEmbedderSymbol = "vidimusOpenEmbedder";

} // namespace vidimus::inference
