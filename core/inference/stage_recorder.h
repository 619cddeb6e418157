#pragma once

#include "core/inference/engine.h"

namespace vidimus::metrics {
class Histogram;
class Registry;
} // namespace vidimus::metrics

namespace vidimus::inference {

/// Puts the times an engine reports with its results into the histograms of their stages. Thread: any.
class StageRecorder {
public:
    /// The registry must outlive the recorder.
    explicit StageRecorder(metrics::Registry& registry);

    void caption(const Result<CaptionResult>& result);
    void image(const Result<EmbeddingResult>& result);
    void text(const Result<EmbeddingResult>& result);

private:
    void steps(const StageTimes& times);

    metrics::Histogram& m_preprocess;
    metrics::Histogram& m_vision;
    metrics::Histogram& m_text;
    metrics::Histogram& m_caption;
    metrics::Histogram& m_embed;
    metrics::Histogram& m_embedText;
};

} // namespace vidimus::inference
