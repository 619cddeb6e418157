#include "app/composition/engine_choice.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/composition/choice_words.h"
#include "app/composition/deferred_models.h"
#include "core/base/path_text.h"
#include "core/inference/local/local_models.h"
#include "core/inference/mock_engine.h"
#include "core/inference/paired_engine.h"
#include "core/inference/shared_module.h"
#include "core/models/finite_verdicts.h"
#include "core/models/installed_models.h"
#include "core/models/model_choice.h"

namespace vidimus::app {

namespace {

namespace fs = std::filesystem;
using inference::ModelFolder;
using inference::ModelRole;
using services::ModelMode;
using services::RoleStatus;

/// Whether the part that loads LibTorch is there: all that can be told of it without loading it.
bool runtimeIsThere()
{
    const std::vector<fs::path> files = inference::modulePaths("vidimus_torch_runtime");
    return std::any_of(files.begin(), files.end(), [](const fs::path& file) {
        std::error_code ignored;
        return fs::exists(file, ignored);
    });
}

/// The two halves of an engine as they are found.
class Chooser {
public:
    explicit Chooser(const EngineRequest& request)
        : m_request(request)
        , m_open(request.open)
        , m_folder(request.models.empty() ? services::Settings::defaultModels() : request.models)
        , m_cache(request.cache.empty() ? services::Settings::cacheFolder() : request.cache)
        , m_verdicts(m_cache / "models.json")
        , m_mode(resolvedMode(request.mode))
    {
        if (!m_open.captioner)
            m_open.captioner = inference::openCaptioner;
        if (!m_open.embedder)
            m_open.embedder = inference::openEmbedder;
    }

    Result<EngineChoice> choose()
    {
        if (auto named = takeNamed(m_request.captionModel, ModelRole::Captioner); !named)
            return fail(named.error());
        if (auto named = takeNamed(m_request.embeddingModel, ModelRole::Embedder); !named)
            return fail(named.error());
        const bool captionerMissing = m_request.captions && !m_captioner;
        const bool embedderMissing = m_request.vectors && !m_embedder;
        if (m_mode != ModelMode::Mock && (captionerMissing || embedderMissing))
            takeInstalled();
        if (m_insisted)
            return fail(*m_insisted);
        if (m_mode == ModelMode::Real) {
            const MissingModels missing{m_request.captions && !m_captioner, m_request.vectors && !m_embedder};
            if (missing.captioner || missing.embedder)
                return fail(ErrorCode::NotFound, missingModelsText(missing, m_folder, m_rejected));
        }
        takeMocks();

        EngineChoice choice;
        choice.status = {m_captions, m_vectors, m_mode};
        choice.holds = std::move(m_holds);
        choice.hook = m_hook;
        choice.engine = inference::makePairedEngine(std::move(m_captioner), std::move(m_embedder));
        return choice;
    }

private:
    /// A model the person named: it or nothing.
    Result<void> takeNamed(const fs::path& folder, ModelRole role)
    {
        if (folder.empty())
            return {};
        const auto model = inference::openModelFolder(folder);
        if (!model)
            return fail(model.error());
        if (model->role() != role)
            return fail(ErrorCode::Unsupported, wrongRoleText(*model));
        return take(*model);
    }

    void takeInstalled()
    {
        std::vector<models::InstalledModel> installed = models::scanInstalled(m_folder);
        if (m_mode == ModelMode::Auto)
            for (models::InstalledModel& starter : models::scanInstalled(m_request.starter)) {
                m_starters.push_back(starter.path);
                installed.push_back(std::move(starter)); // last: anything installed comes before it
            }
        models::ModelChoice found = models::chooseModels(
            installed, [this](const ModelFolder& model) { return takeIfWanted(model); }, m_request.preferred);
        m_rejected = std::move(found.rejected);
    }

    Result<void> takeIfWanted(const ModelFolder& model)
    {
        const bool captions = model.role() == ModelRole::Captioner;
        const bool wanted = captions ? m_request.captions && !m_captioner : m_request.vectors && !m_embedder;
        if (!wanted)
            return {};
        auto taken = take(model);
        const bool special =
            m_request.run.device != inference::Device::Auto || m_request.run.precision != inference::Precision::Auto;
        if (!taken && taken.error().code == ErrorCode::Unsupported && special)
            m_insisted = taken.error(); // the device or precision asked for, not the model, is the trouble
        return taken;
    }

    /// Opened, checked and kept. In this order: opening takes tenths of a second and tells whether the model can run here
    /// at all, looking through its weights the first time reads a gigabyte.
    Result<void> take(ModelFolder model)
    {
        auto hold = models::ModelHold::shared(model.folder);
        if (!hold && hold.error().code == ErrorCode::Busy)
            return fail(hold.error());
        const bool starter = std::find(m_starters.begin(), m_starters.end(), model.folder) != m_starters.end();
        const Origin origin = starter ? Origin::Starter : Origin::Local;
        if (starter)
            model.name = kStarterName;
        const bool later = m_request.openWhenNeeded && runtimeIsThere();
        inference::RunOptions run = m_request.run;
        run.measurements = m_cache / "products.json";
        run.hook = m_hook;
        if (model.role() == ModelRole::Captioner) {
            const auto open = [opener = m_open.captioner, model, run, origin] { return opener(model, origin, run); };
            auto opened = later ? makeDeferredCaptioner(model, origin, open) : open();
            if (!opened)
                return fail(opened.error());
            if (auto sound = m_verdicts.check(model); !sound)
                return sound;
            m_captioner = std::move(*opened);
            m_captions = statusOf(model, origin);
        } else {
            const auto open = [opener = m_open.embedder, model, run, origin] { return opener(model, origin, run); };
            auto opened = later ? makeDeferredEmbedder(model, origin, open) : open();
            if (!opened)
                return fail(opened.error());
            if (auto sound = m_verdicts.check(model); !sound)
                return sound;
            m_embedder = std::move(*opened);
            m_vectors = statusOf(model, origin);
        }
        if (hold)
            m_holds.push_back(std::move(*hold));
        return {};
    }

    RoleStatus statusOf(const ModelFolder& model, Origin origin) const
    {
        return {model.name, origin, model.id,
                origin == Origin::Starter ? starterText(model.role(), m_folder) : takenText(model)};
    }

    void takeMocks()
    {
        const bool asked = m_mode == ModelMode::Mock;
        const MissingModels missing{m_request.captions && !m_captioner, m_request.vectors && !m_embedder};
        if (missing.captioner) {
            m_captioner = inference::makeMockCaptioner();
            m_captions = {m_captioner->info().model.name, Origin::Mock, m_captioner->info().model.id,
                          asked ? mockAskedText() : mockText(ModelRole::Captioner, missing, m_folder, m_rejected)};
        }
        if (missing.embedder) {
            m_embedder = inference::makeMockEmbedder();
            m_vectors = {m_embedder->info().model.name, Origin::Mock, m_embedder->info().model.id,
                         asked ? mockAskedText() : mockText(ModelRole::Embedder, missing, m_folder, m_rejected)};
        }
    }

    const EngineRequest& m_request;
    ModelOpeners m_open;
    const fs::path m_folder;
    std::filesystem::path m_cache;
    models::FiniteVerdicts m_verdicts;
    const ModelMode m_mode;
    std::unique_ptr<inference::Captioner> m_captioner;
    std::unique_ptr<inference::Embedder> m_embedder;
    RoleStatus m_captions;
    RoleStatus m_vectors;
    std::vector<models::RejectedModel> m_rejected;
    std::vector<fs::path> m_starters; ///< folders
    const std::shared_ptr<inference::StepHook> m_hook = std::make_shared<inference::StepHook>();
    std::vector<models::ModelHold> m_holds;
    std::optional<Error> m_insisted;
};

} // namespace

ModelMode resolvedMode(ModelMode mode)
{
    // The environment decides only where the person has not.
    const char* value = std::getenv("USE_MOCK_MODELS");
    if (mode != ModelMode::Auto || value == nullptr)
        return mode;
    if (std::string_view(value) == "true" || std::string_view(value) == "1")
        return ModelMode::Mock;
    if (std::string_view(value) == "false" || std::string_view(value) == "0")
        return ModelMode::Real;
    return mode;
}

Result<EngineChoice> chooseEngine(const EngineRequest& request)
{
    return Chooser(request).choose();
}

std::optional<EngineChoice> chooseEarlierEmbedder(const EngineRequest& request, const ModelId& id)
{
    EngineRequest earlier = request;
    earlier.captions = false;
    earlier.captionModel.clear();
    earlier.embeddingModel.clear();
    earlier.openWhenNeeded = true;
    const fs::path folder = request.models.empty() ? services::Settings::defaultModels() : request.models;
    for (const models::InstalledModel& entry : models::scanInstalled(folder))
        if (entry.model && entry.model->id == id)
            earlier.embeddingModel = entry.path;
    if (earlier.embeddingModel.empty())
        return std::nullopt;
    auto choice = chooseEngine(earlier);
    return choice ? std::optional(std::move(*choice)) : std::nullopt;
}

} // namespace vidimus::app
