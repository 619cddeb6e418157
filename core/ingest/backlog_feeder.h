#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/base/error.h"
#include "core/ingest/look.h"
#include "core/ingest/result_writer.h"
#include "core/ingest/run_state.h"
#include "core/ingest/work_gate.h"

namespace vidimus::ingest {

/// Hands photos that wait in the library to the models: those on screen first, then all that lack a vector, which is
/// quickly made and lets them be found, then the captions; by age. Decodes each again, since nobody kept its pixels.
/// Thread: one of the pipeline's.
class BacklogFeeder {
public:
    struct Output {
        std::function<void(PipelineResult)> push; ///< may wait for room
        std::function<void(const Error&)> libraryFailed;
    };

    BacklogFeeder(storage::Library& library, inference::InferenceQueue& inference, const Looker& looker,
                  RunState& state, WorkGate& gate, Output output);

    /// Works until stopped.
    void run(std::stop_token stop);

private:
    using Lacking = storage::DescriptionStore::Lacking;

    PhotoId feed(const std::vector<storage::PendingPhoto>& photos, Lacking what);
    void feedIfStillPending(PhotoId photo, Lacking what, std::stop_token run);
    void feedOne(const storage::PendingPhoto& pending, Lacking what, std::stop_token run);

    storage::Library& m_library;
    inference::InferenceQueue& m_inference;
    const Looker& m_looker;
    RunState& m_state;
    WorkGate& m_gate;
    const Output m_output;
    std::int64_t m_fedInPass = 0; ///< photos handed over since the library was last searched from its start
};

} // namespace vidimus::ingest
