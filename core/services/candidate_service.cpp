#include "core/services/candidate_service.h"

#include <algorithm>
#include <utility>

#include <QThreadPool>

#include "core/inference/inference_queue.h"
#include "core/media/decoder.h"
#include "core/services/original_picture.h"
#include "core/services/pool_task.h"

namespace vidimus::services {

namespace {

/// Each wording once, most confident first.
std::vector<Caption> distinct(inference::CaptionResult result)
{
    std::vector<Caption> captions{std::move(result.caption)};
    for (Caption& other : result.alternatives) {
        const bool known = std::any_of(captions.begin(), captions.end(),
                                       [&](const Caption& caption) { return caption.text == other.text; });
        if (!known && !other.text.empty())
            captions.push_back(std::move(other));
    }
    std::stable_sort(captions.begin(), captions.end(),
                     [](const Caption& a, const Caption& b) { return a.confidence > b.confidence; });
    return captions;
}

} // namespace

CandidateService::CandidateService(storage::Library& library, inference::InferenceQueue& inference)
    : m_library(library), m_inference(inference), m_pool(std::make_unique<QThreadPool>())
{
    // Two: the question that is being cancelled must not hold up its successor.
    m_pool->setMaxThreadCount(2);
}

CandidateService::~CandidateService()
{
    cancel();
    m_pool->clear();
    m_pool->waitForDone();
}

QFuture<Result<std::vector<Caption>>> CandidateService::ask(PhotoId photo)
{
    cancel();
    m_current = std::stop_source();
    return runOn(*m_pool, [this, photo, stop = m_current.get_token()]() -> Result<std::vector<Caption>> {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        const auto bytes = readOriginal(m_library, photo);
        if (!bytes)
            return fail(bytes.error());
        const auto picture = media::decode(*bytes, m_inference.info().preferredShortSide);
        if (!picture)
            return fail(picture.error());
        inference::CaptionOptions options;
        options.beams = kMost;
        options.alternatives = kMost - 1;
        auto result = m_inference.caption(std::make_shared<const RgbImage>(media::toRgbImage(*picture)), options, stop);
        if (!result)
            return fail(result.error());
        return distinct(std::move(*result));
    });
}

void CandidateService::cancel()
{
    m_current.request_stop();
}

} // namespace vidimus::services
