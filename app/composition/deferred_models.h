#pragma once

#include <functional>
#include <memory>

#include "core/inference/captioner.h"
#include "core/inference/config/model_folder.h"
#include "core/inference/embedder.h"

namespace vidimus::app {

using CaptionerOpener = std::function<Result<std::unique_ptr<inference::Captioner>>()>;
using EmbedderOpener = std::function<Result<std::unique_ptr<inference::Embedder>>()>;

/// Models that are opened by their first call or warm-up: opening loads LibTorch, and a window should be there before
/// that. Until then they say of themselves what the folder says. A model that cannot be opened answers everything with
/// ModelUnavailable, and is tried again by the next call.
std::unique_ptr<inference::Captioner> makeDeferredCaptioner(const inference::ModelFolder& model, Origin origin,
                                                            CaptionerOpener open);
std::unique_ptr<inference::Embedder> makeDeferredEmbedder(const inference::ModelFolder& model, Origin origin,
                                                          EmbedderOpener open);

} // namespace vidimus::app
