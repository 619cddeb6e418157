#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <utility>

#include "core/base/error.h"
#include "core/base/path_text.h"
#include "core/inference/config/model_folder.h"

namespace vidimus::inference {

/// A model whose weights are there from its first use until they are dropped. Thread: one at a time.
template <typename Backend>
class LazyBackend {
public:
    using Load = std::function<std::unique_ptr<Backend>(const ModelFolder&)>;

    /// `load` may throw.
    LazyBackend(ModelFolder folder, Load load) : m_folder(std::move(folder)), m_load(std::move(load)) {}

    const ModelFolder& folder() const { return m_folder; }

    /// Loads where need be. ModelUnavailable, naming the folder and the reason.
    Result<Backend*> get()
    {
        if (m_backend)
            return m_backend.get();
        if (const auto finite = checkFinite(m_folder.checkpoint); !finite)
            return unavailable(finite.error().message);
        try {
            m_backend = m_load(m_folder);
        } catch (const std::bad_alloc&) {
            return unavailable("There is not enough memory for it.");
        } catch (const std::exception& thrown) {
            const std::string reason = thrown.what(); // LibTorch goes on with a stack of C++ frames
            return unavailable(reason.substr(0, reason.find('\n')));
        }
        return m_backend.get();
    }

    void drop() { m_backend.reset(); }

private:
    tl::unexpected<Error> unavailable(const std::string& reason) const
    {
        return fail(ErrorCode::ModelUnavailable,
                    "The model in " + displayPath(m_folder.folder) + " cannot be loaded: " + reason);
    }

    ModelFolder m_folder;
    Load m_load;
    std::unique_ptr<Backend> m_backend;
};

} // namespace vidimus::inference
