#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <unordered_set>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/ingest/progress.h"

namespace vidimus::ingest {

/// What is still open in the pipeline, and so whether it is idle. A run lasts from the first request to the moment
/// nothing is open. Thread: any.
class RunState {
public:
    /// Requests: asked by a person, worked off by the coordinator.
    void requestAdded();
    /// Called by the one coordinator. Waits while a cancelled run winds down. True when this request begins a run; false
    /// for one that joins it.
    bool requestBegins(std::stop_token stop);
    void requestDone();
    /// Requests that were never begun.
    void requestsDropped(std::int64_t count);

    void fileAdded();
    void filesDone(std::int64_t count);

    /// False when the photo is with the models already, describing was given up, or no run is on that may go on: whoever
    /// read the library before a cancel comes too late. After true the run stays open until describeEnded().
    bool describeBegins(PhotoId photo);
    void describeEnded(PhotoId photo);

    /// There may be photos in the library that nobody has handed to the models.
    void markBacklog();
    /// The same of a photo whose vector is there and whose caption was put off.
    void markCaptionDue();
    struct Backlog {
        std::uint64_t mark = 0; ///< to give to backlogEmpty(); 0 when stopped
        std::uint64_t news = 0; ///< another number whenever markBacklog() was called
    };
    /// Waits for a backlog.
    Backlog waitForBacklog(std::stop_token stop);
    /// The library was searched from end to end after `mark` was given and nothing was found.
    void backlogEmpty(std::uint64_t mark);

    /// The model cannot be loaded: nothing more is described in this run, and its end says why. Files go on.
    void giveUpDescribing(Error reason);

    void setVisible(std::vector<PhotoId> photos);
    /// What setVisible() said since the last call; empty when nothing new.
    std::vector<PhotoId> takeVisible();
    bool hasVisible() const;

    /// Stopped by cancel(): what waits for room or runs a model should give up.
    std::stop_token token() const;
    void cancel(std::optional<Error> reason);
    bool cancelling() const;
    bool idle() const;

    struct Ended {
        bool cancelled = false;
        std::optional<Error> stoppedBy;
        std::optional<Error> modelProblem;
    };
    /// Nothing when something is still open, or no run is on. Otherwise the run is over.
    std::optional<Ended> tryEnd();

private:
    bool nothingOpen() const;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_running = false;
    bool m_cancelling = false;
    std::optional<Error> m_stoppedBy;
    std::optional<Error> m_modelProblem; ///< set: nothing is described any more in this run
    std::stop_source m_stop;
    std::int64_t m_openRequests = 0; ///< asked and not done
    bool m_requestActive = false;    ///< one of them is being worked off
    std::int64_t m_openFiles = 0;
    std::unordered_set<PhotoId> m_describing;
    bool m_backlog = false;
    std::uint64_t m_backlogMark = 0;
    std::uint64_t m_backlogNews = 0;
    std::vector<PhotoId> m_visible;
};

} // namespace vidimus::ingest
