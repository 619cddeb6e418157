#pragma once

#include <functional>
#include <mutex>

#include "core/base/error.h"

namespace vidimus::inference {

/// How far the models are.
struct EngineState {
    enum class Phase {
        Asleep,  ///< not loaded, or unloaded: the next call loads them
        Loading, ///< warming up
        Ready,
        Failed, ///< the last warm-up failed, or a call found a model that cannot be loaded; later calls may succeed
    };
    Phase phase = Phase::Asleep;
    Error problem; ///< of Failed

    friend bool operator==(const EngineState&, const EngineState&) = default;
};

/// Follows an engine by what its calls answer, and tells a listener. Thread: state() and setListener() any, the rest the
/// one that runs the engine.
class EngineStateKeeper {
public:
    enum Part : unsigned { Captions = 1, Vectors = 2 };

    /// `parts`: what the engine has.
    explicit EngineStateKeeper(unsigned parts) : m_parts(parts) {}

    EngineState state() const;
    /// When this returns, the listener set before is not running and never will again.
    void setListener(std::function<void()> listener);

    void asleep();
    void loading();
    void warm(const Result<void>& result);
    /// A call loads what is not loaded, and so tells whether it can be. A failure lasts until the part that failed
    /// answers again, whatever the other one does.
    template <typename T>
    void answered(Part part, const Result<T>& result)
    {
        if (result)
            succeeded(part);
        else if (result.error().code == ErrorCode::ModelUnavailable)
            failed(part, result.error());
    }

private:
    void succeeded(Part part);
    void failed(unsigned parts, const Error& problem);
    void set(EngineState::Phase phase, Error problem = {});

    const unsigned m_parts;
    unsigned m_failed = 0;
    mutable std::mutex m_mutex; ///< guards the state
    EngineState m_state;
    std::mutex m_listenerMutex; ///< guards the listener, also while it is called
    std::function<void()> m_listener;
};

} // namespace vidimus::inference
