#include "app/composition/composition.h"

#include <functional>
#include <utility>

#include "app/composition/earlier_answers.h"
#include "app/composition/engine_choice.h"
#include "app/composition/library_models.h"
#include "app/composition/model_places.h"
#include "core/inference/mock_engine.h"
#include "core/media/decoder.h"

namespace vidimus::app {

namespace {

/// What the models in use can be compared with: the mock, unless it is what is in use.
std::function<std::unique_ptr<inference::Engine>()> otherEngine(const services::EngineStatus& inUse)
{
    if (inUse.captions.origin == Origin::Mock && inUse.vectors.origin == Origin::Mock)
        return {};
    return inference::makeMockEngine;
}

} // namespace

/// Keeps the index level with the database while pictures come in.
class Composition::IndexObserver : public ingest::PipelineObserver {
public:
    IndexObserver(const storage::Library& library, search::LibraryIndex& index, search::ModelSwitch* modelSwitch)
        : m_library(library), m_index(index), m_switch(modelSwitch)
    {}

    void photosEmbedded(std::span<const ingest::EmbeddedPhoto> photos) override
    {
        // A vector the index does not take is still in the database: the next load finds out what is missing.
        for (const ingest::EmbeddedPhoto& photo : photos) {
            (void)m_index.add(photo.photo, photo.vector);
            if (m_switch)
                m_switch->embedded(photo.photo);
        }
    }

    void failed(std::span<const storage::Failure> failures) override
    {
        for (const storage::Failure& failure : failures)
            if (m_switch && failure.photo)
                m_switch->dropped(failure.photo);
    }

    void finished(const ingest::Summary&) override
    {
        if (!m_switch || m_switch->state().earlier.empty())
            return;
        if (const auto earlier = m_library.models().earlierEmbedder())
            m_switch->level(*earlier);
    }

private:
    const storage::Library& m_library;
    search::LibraryIndex& m_index;
    search::ModelSwitch* m_switch; ///< null: nothing to switch from
};

class Composition::WindowServices {
public:
    WindowServices(Composition& parts, services::Settings& settings)
        : m_catalogue(*parts.m_library, *parts.m_searcher)
        , m_imports(*parts.m_pipeline, parts.m_library->folder() / "dropped")
        , m_search(*parts.m_searcher, *parts.m_library)
        , m_models(*parts.m_inference)
        , m_comparison(
              {*parts.m_library, *parts.m_inference, otherEngine(parts.m_engine), Origin::Mock, samplesFolder()})
        , m_edits(*parts.m_library, parts.m_clock)
        , m_candidates(*parts.m_library, *parts.m_inference)
        , m_manager({installerOptions(parts.m_modelsFolder, settings.network(), parts.m_catalogue.hub),
                     parts.m_catalogue, parts.m_starter, parts.m_engine.captions.id, parts.m_engine.vectors.id,
                     *parts.m_library, m_search},
                    settings)
        , m_services{settings,       m_catalogue,  m_imports, m_search,     parts.m_metrics, m_models,
                     m_manager,      m_comparison, m_edits,   m_candidates, parts.m_engine,  parts.m_library->folder(),
                     samplesFolder()}
    {}

    services::Services& services() { return m_services; }

private:
    services::Catalogue m_catalogue;
    services::ImportService m_imports;
    services::SearchService m_search;
    services::ModelService m_models;
    services::ComparisonService m_comparison;
    services::EditService m_edits;
    services::CandidateService m_candidates;
    services::ModelManager m_manager;
    services::Services m_services;
};

Composition::Composition() = default;

Result<std::unique_ptr<Composition>> Composition::create(const CompositionOptions& options)
{
    auto choice = chooseEngine(options.models);
    if (!choice)
        return fail(choice.error());
    return create(options, std::move(*choice));
}

Result<std::unique_ptr<Composition>> Composition::create(const CompositionOptions& options, EngineChoice choice)
{
    media::initialise();
    std::unique_ptr<Composition> parts(new Composition);
    parts->m_engine = choice.status;
    parts->m_holds = std::move(choice.holds);
    parts->m_modelsFolder = options.models.models.empty() ? services::Settings::defaultModels() : options.models.models;
    parts->m_starter = options.models.starter;
    parts->m_catalogue = options.catalogue ? *options.catalogue : models::bundledCatalogue();
    const inference::EngineInfo info = choice.engine->info();

    const std::filesystem::path folder =
        options.library.empty() ? services::Settings::defaultLibrary() : options.library;
    auto library = storage::Library::open(std::filesystem::absolute(folder), {options.access, 0});
    if (!library)
        return fail(library.error());
    parts->m_library = std::move(*library);
    if (auto models = useModels(*parts->m_library, info); !models)
        return fail(models.error());

    parts->m_index = std::make_unique<search::LibraryIndex>(*parts->m_library, info.embeddingDimension, options.index);
    parts->m_index->loadInBackground();
    inference::QueueOptions queue;
    queue.hook = choice.hook;
    parts->m_inference =
        std::make_unique<inference::InferenceQueue>(std::move(choice.engine), parts->m_metrics, std::move(queue));
    if (options.warmUp)
        parts->m_inference->warmUp();
    parts->m_searcher = std::make_unique<search::Searcher>(*parts->m_library, *parts->m_index, *parts->m_inference,
                                                           parts->m_metrics, parts->m_clock);
    auto modelSwitch =
        makeModelSwitch(*parts->m_library, options.models, parts->m_engine, options.index, parts->m_metrics);
    if (!modelSwitch)
        return fail(modelSwitch.error());
    parts->m_searcher->whileSwitching(std::move(*modelSwitch));
    if (parts->m_library->writable()) {
        parts->m_indexObserver =
            std::make_unique<IndexObserver>(*parts->m_library, *parts->m_index, parts->m_searcher->modelSwitch());
        parts->m_pipeline =
            std::make_unique<ingest::Pipeline>(*parts->m_library, *parts->m_inference, parts->m_metrics, parts->m_clock,
                                               ingest::PipelineOptions{options.threads, {}});
        parts->m_pipeline->addObserver(parts->m_indexObserver.get());
    }
    return parts;
}

Composition::~Composition()
{
    m_windowServices.reset();
    m_pipeline.reset();
    m_searcher.reset();
    m_inference.reset();
    if (m_index)
        (void)m_index->save(); // a cache: the next start builds it where this fails
}

services::Services& Composition::services(services::Settings& settings)
{
    if (!m_windowServices) {
        m_windowServices = std::make_unique<WindowServices>(*this, settings);
        m_searcher->keepCalibrated();
    }
    return m_windowServices->services();
}

} // namespace vidimus::app
