#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <vector>

#include "core/base/error.h"
#include "core/ingest/pipeline.h"
#include "core/ingest/progress_tracker.h"
#include "core/ingest/result_writer.h"
#include "core/ingest/run_state.h"

namespace vidimus::ingest {

/// Tells the observers what was committed, how far a run is and how it ended.
/// Thread: observers and waitUntilIdle() any; the rest the pipeline's writer, but runBegins().
class RunReporter {
public:
    explicit RunReporter(RunState& state) : m_state(state) {}

    void addObserver(PipelineObserver* observer);
    void removeObserver(PipelineObserver* observer);

    /// Counts from zero; `toDescribe` pictures wait in the library already, `toEmbed` of them for a vector. Called by the
    /// coordinator.
    void runBegins(std::int64_t toDescribe, std::int64_t toEmbed);
    ProgressTracker& tracker() { return m_tracker; }
    const ProgressTracker& tracker() const { return m_tracker; }

    /// Moves the vectors out of `committed`.
    void committed(Committed& committed);
    /// At most ten times a second, and only during a run.
    void tellProgress(Progress::State state);
    /// Ends the run when nothing of it is open.
    void endRunIfDone();

    /// Returns after the observers heard of the end.
    Result<Summary> waitUntilIdle(std::stop_token stop);

private:
    using SteadyClock = std::chrono::steady_clock;

    void addToSummary(const storage::Failure& failure);

    template <typename Call>
    void tell(Call&& call)
    {
        const std::lock_guard lock(m_observersMutex);
        for (PipelineObserver* observer : m_observers)
            call(*observer);
    }

    RunState& m_state;
    ProgressTracker m_tracker;
    SteadyClock::time_point m_lastProgress;

    std::mutex m_observersMutex;
    std::vector<PipelineObserver*> m_observers;

    std::mutex m_summaryMutex; ///< guards the three below
    std::condition_variable_any m_summaryChanged;
    Summary m_summary;
    bool m_tellingEnd = false; ///< whoever waits for the end comes after the observers
};

} // namespace vidimus::ingest
