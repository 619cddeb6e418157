#include "core/inference/stage_recorder.h"

#include <chrono>

#include "core/metrics/histogram.h"
#include "core/metrics/registry.h"
#include "core/metrics/stage.h"

namespace vidimus::inference {

namespace {

/// A step an engine does not have took no time and is not recorded: it would only pull the others' quantiles down.
void recordStep(metrics::Histogram& histogram, std::int64_t microseconds)
{
    if (microseconds > 0)
        histogram.record(std::chrono::microseconds(microseconds));
}

} // namespace

StageRecorder::StageRecorder(metrics::Registry& registry)
    : m_preprocess(registry.histogram(metrics::stage::kPreprocess))
    , m_vision(registry.histogram(metrics::stage::kVision))
    , m_text(registry.histogram(metrics::stage::kText))
    , m_caption(registry.histogram(metrics::stage::kCaption))
    , m_embed(registry.histogram(metrics::stage::kEmbed))
    , m_embedText(registry.histogram(metrics::stage::kEmbedText))
{}

void StageRecorder::steps(const StageTimes& times)
{
    recordStep(m_preprocess, times.preprocess);
    recordStep(m_vision, times.vision);
    recordStep(m_text, times.text);
}

void StageRecorder::caption(const Result<CaptionResult>& result)
{
    if (!result)
        return;
    steps(result->times);
    m_caption.record(std::chrono::microseconds(result->times.total()));
}

void StageRecorder::image(const Result<EmbeddingResult>& result)
{
    if (!result)
        return;
    steps(result->times);
    m_embed.record(std::chrono::microseconds(result->times.total()));
}

void StageRecorder::text(const Result<EmbeddingResult>& result)
{
    // The steps are left out: the stage "text" is the decoder that writes captions, not the tower that reads queries.
    if (result)
        m_embedText.record(std::chrono::microseconds(result->times.total()));
}

} // namespace vidimus::inference
