#pragma once

#include "core/base/error.h"
#include "core/inference/shared_module.h"

namespace vidimus::inference {

/// The module that holds LibTorch, loaded at the first call. ModelUnavailable with the remedy when it, or LibTorch, is not there.
/// Thread: any.
Result<SharedModule> torchRuntimeModule();

} // namespace vidimus::inference
