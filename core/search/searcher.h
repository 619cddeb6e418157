#pragma once

#include <memory>
#include <span>
#include <stop_token>
#include <string_view>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/search/search_results.h"

namespace vidimus {
class Clock;
}
namespace vidimus::inference {
class InferenceQueue;
}
namespace vidimus::metrics {
class Registry;
}
namespace vidimus::storage {
class Library;
}

namespace vidimus::search {

struct AnsweringSet;
class LibraryIndex;
class ModelSwitch;

/// Answers a query. Its filters become the set of pictures that both indexes search among; its words and pictures become
/// one vector (query_vector.h) and a full-text query, which are asked in turn; both rankings are fused, and what
/// is not likely by the calibration (calibration.h) comes below a line.
/// Thread: any, several at once. Blocks its caller: not for the GUI thread.
class Searcher {
public:
    Searcher(storage::Library& library, LibraryIndex& index, inference::InferenceQueue& inference,
             metrics::Registry& metrics, const Clock& clock);
    ~Searcher();
    Searcher(const Searcher&) = delete;
    Searcher& operator=(const Searcher&) = delete;

    /// An earlier model answers while the one in use has not seen what it knows (model_switch.h). Before the first search.
    void whileSwitching(std::unique_ptr<ModelSwitch> modelSwitch);
    /// Null where there is nothing to take over from.
    ModelSwitch* modelSwitch() const;
    /// These are gone from the library: no search finds them from now on.
    void remove(std::span<const PhotoId> photos);

    /// InvalidArgument when nothing is asked; errors of the picture named; Cancelled.
    Result<Results> search(const Query& query, std::stop_token stop = {}) const;

    /// Where in a picture the words of a query occur, and which filters it passed.
    Result<Reasons> why(const Query& query, PhotoId photo) const;

    /// What a line means now. Quick: for the window as well.
    ParsedQuery parse(std::string_view line) const;

    /// Learns what similarities mean for this model and library (calibration_keeper.h); no result is doubted before.
    Result<void> calibrate(std::stop_token stop = {});
    /// The same by itself, from the first search on, with whichever model answers.
    void keepCalibrated();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace vidimus::search
