#pragma once

#include <memory>

#include "core/inference/config/model_folder.h"
#include "core/inference/onednn/numeric.h"
#include "core/inference/runtime/blip_backend.h"
#include "core/inference/runtime/clip_backend.h"
#include "core/inference/step_hook.h"

namespace vidimus::inference {

/// The models on oneDNN, weights rounded to `numeric` and reordered once. `threads` of OpenMP do the work. Throw what
/// oneDNN throws, and std::bad_alloc. While pictures are looked at and described, `hook` is called between two steps, and
/// may use another model, or the text tower of the same CLIP.
std::unique_ptr<BlipBackend> makePackedBlip(const ModelFolder& model, Numeric numeric, int threads,
                                            std::shared_ptr<StepHook> hook = nullptr);
std::unique_ptr<ClipBackend> makePackedClip(const ModelFolder& model, Numeric numeric, int threads,
                                            std::shared_ptr<StepHook> hook = nullptr);

} // namespace vidimus::inference
