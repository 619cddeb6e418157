#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>

#include "core/ingest/progress.h"

namespace vidimus::ingest {

/// Counts what a run has found and done and tells how fast it goes. Thread: any.
class ProgressTracker {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// A new run: all counts at zero, `toDescribe` pictures known to wait, `toEmbed` of them for a vector.
    void start(std::int64_t toDescribe, std::int64_t toEmbed, TimePoint now);
    void setScanning(bool scanning);
    void found();
    void looked(Outcome outcome, std::string file);
    void lookFailed(std::string file);
    /// One more to describe than was known; whether it wants a vector.
    void toDescribe(bool toEmbed);
    void embedded();
    /// Of a picture whose caption is still to come.
    void embeddingFailed();
    void described();
    void describeFailed();

    /// Takes a sample for the rate; call a few times a second.
    Progress progress(Progress::State state, TimePoint now);
    Progress counts() const;
    double secondsSinceStart(TimePoint now) const;

private:
    struct Sample {
        TimePoint at;
        std::int64_t looked;
        std::int64_t described;
        std::int64_t embedded;
    };

    mutable std::mutex m_mutex;
    Progress m_counts;
    std::int64_t m_describeDone = 0; ///< described or failed to be
    TimePoint m_start;
    std::deque<Sample> m_samples; ///< of the last seconds
};

} // namespace vidimus::ingest
