#pragma once

#include <exception>
#include <memory>
#include <new>
#include <utility>

#include <c10/core/InferenceMode.h>

#include "core/base/error.h"
#include "core/base/path_text.h"
#include "core/inference/config/model_folder.h"
#include "core/inference/torch/torch_session.h"
#include "core/inference/torch/weights.h"

namespace vidimus::inference {

/// A model whose weights are there from its first use until they are dropped. Thread: one at a time.
template <typename Model, typename Config>
class LazyModel {
public:
    LazyModel(ModelFolder folder, TorchSession session) : m_folder(std::move(folder)), m_session(std::move(session)) {}

    const ModelFolder& folder() const { return m_folder; }
    const Config& config() const { return std::get<Config>(m_folder.config); }
    at::Device device() const { return m_session.device(); }

    /// Loads where need be. ModelUnavailable, naming the folder and the reason.
    Result<const Model*> get()
    {
        m_session.useThreads();
        if (m_model)
            return m_model.get();
        if (const auto finite = checkFinite(m_folder.checkpoint); !finite)
            return unavailable(finite.error().message);
        try {
            const c10::InferenceMode inference;
            m_model = std::make_unique<const Model>(config(), Weights(m_folder.checkpoint, device()));
        } catch (const std::bad_alloc&) {
            return unavailable("There is not enough memory for it.");
        } catch (const std::exception& thrown) {
            return unavailable(sentenceOf(thrown));
        }
        return m_model.get();
    }

    void drop() { m_model.reset(); }

private:
    tl::unexpected<Error> unavailable(const std::string& reason) const
    {
        return fail(ErrorCode::ModelUnavailable,
                    "The model in " + displayPath(m_folder.folder) + " cannot be loaded: " + reason);
    }

    ModelFolder m_folder;
    TorchSession m_session;
    std::unique_ptr<const Model> m_model;
};

} // namespace vidimus::inference
