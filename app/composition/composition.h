#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/composition/engine_choice.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/inference/inference_queue.h"
#include "core/ingest/pipeline.h"
#include "core/metrics/registry.h"
#include "core/models/catalogue.h"
#include "core/search/library_index.h"
#include "core/search/searcher.h"
#include "core/services/services.h"
#include "core/storage/library.h"

namespace vidimus::app {

struct CompositionOptions {
    std::filesystem::path library; ///< empty: Settings::defaultLibrary()
    storage::LibraryAccess access = storage::LibraryAccess::ReadWrite;
    EngineRequest models;
    bool warmUp = true; ///< load the models in the background at once, not when first asked
    int threads = 0;    ///< decoders; 0: one per core
    search::LibraryIndexOptions index;
    std::optional<models::Catalogue> catalogue; ///< what the window offers to install; the built-in one when not given
};

/// Builds everything behind the programs, once, and takes it down in the order that is safe: services, pipeline,
/// searcher, inference, index (saved), library (unlocked). Nothing in it is global.
class Composition {
public:
    /// Opens the library, chooses the models, begins to read the vectors. The error says what to do.
    static Result<std::unique_ptr<Composition>> create(const CompositionOptions& options);
    /// The same with models that were chosen already.
    static Result<std::unique_ptr<Composition>> create(const CompositionOptions& options, EngineChoice choice);
    ~Composition();
    Composition(const Composition&) = delete;
    Composition& operator=(const Composition&) = delete;

    metrics::Registry& metrics() { return m_metrics; }
    storage::Library& library() { return *m_library; }
    inference::InferenceQueue& inference() { return *m_inference; }
    search::LibraryIndex& index() { return *m_index; }
    search::Searcher& searcher() { return *m_searcher; }
    /// Only with LibraryAccess::ReadWrite.
    ingest::Pipeline& pipeline() { return *m_pipeline; }
    const services::EngineStatus& engine() const { return m_engine; }

    /// What the window needs; made at the first call, on the GUI thread.
    services::Services& services(services::Settings& settings);

private:
    class IndexObserver;
    class WindowServices;

    Composition();

    SystemClock m_clock;
    metrics::Registry m_metrics;
    services::EngineStatus m_engine;
    std::filesystem::path m_modelsFolder;
    std::filesystem::path m_starter;
    models::Catalogue m_catalogue;
    std::vector<models::ModelHold> m_holds; ///< let go after the models are
    std::unique_ptr<storage::Library> m_library;
    std::unique_ptr<search::LibraryIndex> m_index;
    std::unique_ptr<inference::InferenceQueue> m_inference;
    std::unique_ptr<search::Searcher> m_searcher;
    std::unique_ptr<IndexObserver> m_indexObserver;
    std::unique_ptr<ingest::Pipeline> m_pipeline;
    std::unique_ptr<WindowServices> m_windowServices;
};

} // namespace vidimus::app
