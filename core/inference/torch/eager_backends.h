#pragma once

#include <memory>

#include "core/inference/config/model_folder.h"
#include "core/inference/runtime/blip_backend.h"
#include "core/inference/runtime/clip_backend.h"
#include "core/inference/torch/torch_session.h"

namespace vidimus::inference {

/// The models as LibTorch runs them, operator by operator in fp32: what the faster ways are compared with, and the way
/// on a GPU. Throw what LibTorch throws.
std::unique_ptr<BlipBackend> makeEagerBlip(const ModelFolder& model, const TorchSession& session);
std::unique_ptr<ClipBackend> makeEagerClip(const ModelFolder& model, const TorchSession& session);

} // namespace vidimus::inference
