#include "core/ingest/backlog_feeder.h"

#include <utility>

#include "core/inference/inference_queue.h"
#include "core/storage/library.h"

namespace vidimus::ingest {

namespace {

constexpr int kStep = 32;

} // namespace

BacklogFeeder::BacklogFeeder(storage::Library& library, inference::InferenceQueue& inference, const Looker& looker,
                             RunState& state, WorkGate& gate, Output output)
    : m_library(library)
    , m_inference(inference)
    , m_looker(looker)
    , m_state(state)
    , m_gate(gate)
    , m_output(std::move(output))
{}

void BacklogFeeder::run(std::stop_token stop)
{
    PhotoId cursor;
    PhotoId vectorCursor; // new photos come after it
    std::uint64_t passMark = 0;
    std::uint64_t news = 0;
    bool vectorsLack = false;
    while (true) {
        const RunState::Backlog backlog = m_state.waitForBacklog(stop);
        if (backlog.mark == 0 || !m_gate.pass(stop))
            return;
        if (!cursor)
            passMark = backlog.mark;
        if (std::exchange(news, backlog.news) != backlog.news)
            vectorsLack = true;

        const std::vector<PhotoId> visible = m_state.takeVisible();
        if (!visible.empty()) {
            if (const auto pending = m_library.descriptions().pendingAmong(visible))
                feed(*pending, Lacking::Anything);
            continue;
        }
        const Lacking what = vectorsLack ? Lacking::Vector : Lacking::Anything;
        const auto pending = m_library.descriptions().pending(what, vectorsLack ? vectorCursor : cursor, kStep);
        if (!pending) {
            m_output.libraryFailed(pending.error());
            cursor = {};
        } else if (vectorsLack) {
            vectorsLack = !pending->empty();
            if (vectorsLack)
                vectorCursor = feed(*pending, what);
        } else if (pending->empty()) {
            // A pass from the start that found nothing to hand over: the library holds no more.
            if (m_fedInPass == 0)
                m_state.backlogEmpty(passMark);
            m_fedInPass = 0;
            cursor = {};
            vectorCursor = {};
            m_output.push(Wake{});
        } else {
            cursor = feed(*pending, what);
        }
    }
}

/// Until what is on screen changes; the last photo that was dealt with.
PhotoId BacklogFeeder::feed(const std::vector<storage::PendingPhoto>& photos, Lacking what)
{
    const std::stop_token run = m_state.token();
    PhotoId last;
    for (const storage::PendingPhoto& pending : photos) {
        if (run.stop_requested())
            break;
        last = pending.photo;
        if (m_state.describeBegins(pending.photo))
            feedIfStillPending(pending.photo, what, run);
        if (m_state.hasVisible() || !m_gate.isOpen())
            break;
    }
    return last;
}

/// The list may be older than the last commit: what was described since is not described again.
void BacklogFeeder::feedIfStillPending(PhotoId photo, Lacking what, std::stop_token run)
{
    const auto pending = m_library.descriptions().pendingAmong({&photo, 1});
    if (!pending || pending->empty() || (what == Lacking::Vector && !pending->front().needsEmbedding)) {
        m_state.describeEnded(photo);
        return;
    }
    if (what == Lacking::Anything)
        ++m_fedInPass; // what a caption is still to come for is told of when its vector is committed
    feedOne(pending->front(), what, run);
}

void BacklogFeeder::feedOne(const storage::PendingPhoto& pending, Lacking what, std::stop_token run)
{
    auto image = m_looker.pixelsOf(pending.photo, run);
    if (!image) {
        inference::Description failed;
        if (pending.needsCaption)
            failed.caption = fail(image.error());
        if (pending.needsEmbedding)
            failed.embedding = fail(image.error());
        m_output.push(DescribeResult{pending.photo, std::move(failed)});
        return;
    }
    const bool captionLater = what == Lacking::Vector && pending.needsCaption;
    const inference::DescribeJob job{std::move(*image), pending.needsCaption && !captionLater, pending.needsEmbedding};
    const auto answer = [this, photo = pending.photo, captionLater](inference::Description description) {
        m_output.push(DescribeResult{photo, std::move(description), captionLater});
    };
    if (!m_inference.describe(job, answer, run))
        m_state.describeEnded(pending.photo);
}

} // namespace vidimus::ingest
