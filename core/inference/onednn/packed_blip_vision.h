#pragma once

#include <span>

#include "core/base/error.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/onednn/packed_transformer.h"
#include "core/inference/onednn/patch_embedding.h"
#include "core/inference/step_hook.h"

namespace vidimus::inference {

/// torch/blip_vision.h on packed weights.
class PackedBlipVision {
public:
    PackedBlipVision(const BlipVisionConfig& config, const PlainWeights& weights, DnnlProducts& products,
                     Numeric numeric);

    /// pixels [3, S, S] of one picture -> states [tokens(), width()].
    Result<void> operator()(std::span<const float> pixels, float* states, const StepGate& gate);

    std::int64_t tokens() const { return m_embedding.tokens(); }
    std::int64_t width() const { return m_embedding.width(); }

private:
    PatchEmbedding m_embedding;
    PackedTransformer m_encoder;
    PlainNorm m_postNorm;
    Numeric m_embeddingNumeric;
};

} // namespace vidimus::inference
