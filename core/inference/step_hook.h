#pragma once

#include <functional>
#include <stop_token>
#include <utility>

namespace vidimus::inference {

/// What is to be done between two costly steps of a model, on the thread that computes: the queue answers typed questions
/// there, so that nobody waits for a whole batch of pictures. Thread: one, that of the computation.
class StepHook {
public:
    void set(std::function<void()> work) { m_work = std::move(work); }

    /// Does nothing inside itself.
    void operator()()
    {
        if (!m_work || m_running)
            return;
        m_running = true;
        m_work(); // must not throw: what it interrupts would not be finished
        m_running = false;
    }

private:
    std::function<void()> m_work;
    bool m_running = false;
};

/// Stands before every costly step of one computation.
class StepGate {
public:
    /// `hook` outlives this.
    StepGate(std::stop_token stop = {}, StepHook* hook = nullptr) : m_stop(std::move(stop)), m_hook(hook) {}

    /// Lets what is urgent go first; false when the computation is to stop.
    bool pass() const
    {
        if (m_hook)
            (*m_hook)();
        return !m_stop.stop_requested();
    }

private:
    std::stop_token m_stop;
    StepHook* m_hook;
};

} // namespace vidimus::inference
