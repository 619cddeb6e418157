#pragma once

#include "core/base/error.h"
#include "core/inference/local/run_options.h"
#include "core/inference/runtime/blip_backend.h"
#include "core/inference/runtime/clip_backend.h"
#include "core/inference/runtime/lazy_backend.h"

namespace vidimus::inference {

/// Decides what runs a model: LibTorch on a GPU or when asked for, oneDNN on the processor. Nothing is loaded yet.
/// Unsupported when the device or the precision asked for is not to be had.
Result<LazyBackend<BlipBackend>::Load> blipLoader(const RunOptions& options);
Result<LazyBackend<ClipBackend>::Load> clipLoader(const RunOptions& options);

} // namespace vidimus::inference
