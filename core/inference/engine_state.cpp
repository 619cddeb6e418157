#include "core/inference/engine_state.h"

#include <utility>

namespace vidimus::inference {

EngineState EngineStateKeeper::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void EngineStateKeeper::setListener(std::function<void()> listener)
{
    const std::lock_guard lock(m_listenerMutex);
    m_listener = std::move(listener);
}

void EngineStateKeeper::asleep()
{
    m_failed = 0;
    set(EngineState::Phase::Asleep);
}

void EngineStateKeeper::loading()
{
    set(EngineState::Phase::Loading);
}

void EngineStateKeeper::warm(const Result<void>& result)
{
    m_failed = 0;
    if (result)
        set(EngineState::Phase::Ready);
    else if (result.error().code == ErrorCode::Cancelled)
        set(EngineState::Phase::Asleep);
    else
        failed(m_parts, result.error()); // which of them, the error does not say
}

void EngineStateKeeper::succeeded(Part part)
{
    m_failed &= ~static_cast<unsigned>(part);
    if (m_failed == 0)
        set(EngineState::Phase::Ready);
}

void EngineStateKeeper::failed(unsigned parts, const Error& problem)
{
    m_failed |= parts;
    set(EngineState::Phase::Failed, problem);
}

void EngineStateKeeper::set(EngineState::Phase phase, Error problem)
{
    {
        const std::lock_guard lock(m_mutex);
        EngineState now{phase, std::move(problem)};
        if (m_state == now)
            return;
        m_state = std::move(now);
    }
    const std::lock_guard lock(m_listenerMutex);
    if (m_listener)
        m_listener();
}

} // namespace vidimus::inference
