#pragma once

#include "core/base/error.h"

namespace vidimus::inference {
struct EngineInfo;
}
namespace vidimus::storage {
class Library;
}

namespace vidimus::app {

/// Tells a library which models are in use: those of this engine. The errors of storage::Library::useModels().
Result<void> useModels(storage::Library& library, const inference::EngineInfo& engine);

} // namespace vidimus::app
