#pragma once

#include "core/search/calibration_keeper.h"
#include "core/search/library_index.h"
#include "core/search/query_embedder.h"

namespace vidimus::search {

/// What answers by meaning with one embedding model: its vectors of the library, the model for what is asked, and what its
/// similarities mean. Thread: as its parts, any.
struct AnsweringSet {
    AnsweringSet(storage::Library& library, LibraryIndex& vectors, inference::InferenceQueue& inference)
        : index(vectors)
        , embedder(index.vectors(), inference)
        , calibration(library, index,
                      [this](const std::string& text, std::stop_token stop) { return embedder.embed(text, stop); })
    {}

    LibraryIndex& index;
    QueryEmbedder embedder;
    CalibrationKeeper calibration;
};

} // namespace vidimus::search
