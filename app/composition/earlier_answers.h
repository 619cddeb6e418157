#pragma once

#include <memory>

#include "app/composition/engine_choice.h"
#include "core/base/error.h"
#include "core/search/library_index.h"
#include "core/search/model_switch.h"

namespace vidimus::metrics {
class Registry;
}
namespace vidimus::storage {
class Library;
}

namespace vidimus::app {

/// What goes on answering while the embedder in use looks at a library that an earlier one knows: null where there is no
/// such one, or the mock was asked for. An installed model answers; one that is gone, the starter and the mock do not,
/// and the searches say so. Its vectors are read in the background, the model itself with the first question.
Result<std::unique_ptr<search::ModelSwitch>> makeModelSwitch(storage::Library& library, const EngineRequest& request,
                                                             const services::EngineStatus& inUse,
                                                             const search::LibraryIndexOptions& index,
                                                             metrics::Registry& metrics);

} // namespace vidimus::app
