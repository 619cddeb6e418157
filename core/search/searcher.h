#pragma once

#include <stop_token>

#include "core/base/error.h"
#include "core/media/decoder.h"
#include "core/search/search_results.h"

namespace vidimus::inference {
class InferenceQueue;
}
namespace vidimus::metrics {
class Registry;
}
namespace vidimus::storage {
class Library;
}

namespace vidimus::search {

class LibraryIndex;

/// Answers a query: words become a vector and a full-text query, a picture becomes a vector; both rankings are fused.
/// Thread: any, several at once. Blocks its caller: not for the GUI thread.
class Searcher {
public:
    Searcher(storage::Library& library, LibraryIndex& index, inference::InferenceQueue& inference,
             metrics::Registry& metrics);

    /// InvalidArgument when nothing is asked; errors of the picture named; Cancelled.
    Result<Results> search(const Query& query, std::stop_token stop = {}) const;

private:
    storage::Library& m_library;
    LibraryIndex& m_index;
    inference::InferenceQueue& m_inference;
    metrics::Registry& m_metrics;
};

} // namespace vidimus::search
