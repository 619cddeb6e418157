#pragma once

#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/inference/config/clip_config.h"
#include "core/inference/onednn/packed_transformer.h"
#include "core/inference/onednn/patch_embedding.h"
#include "core/inference/step_hook.h"

namespace vidimus::inference {

/// The picture tower of torch/clip_model.h on packed weights.
class PackedClipVision {
public:
    PackedClipVision(const ClipConfig& config, const PlainWeights& weights, DnnlProducts& products, Numeric numeric);

    /// pixels [pictures, 3, S, S] -> features [pictures, projection], not normalised.
    Result<void> operator()(std::span<const float> pixels, std::int64_t pictures, float* features,
                            const StepGate& gate);

private:
    PatchEmbedding m_embedding;
    PlainNorm m_preNorm;
    PackedTransformer m_encoder;
    PlainNorm m_postNorm;
    PackedLinear m_projection;
    Numeric m_numeric; ///< of the first and the last layer
    AlignedBuffer<float> m_x;
};

/// The text tower.
class PackedClipText {
public:
    PackedClipText(const ClipConfig& config, const PlainWeights& weights, DnnlProducts& products, Numeric numeric);

    /// ids [texts, length] -> features [texts, projection], not normalised.
    Result<void> operator()(std::span<const int> ids, std::int64_t texts, float* features, const StepGate& gate);

private:
    std::int64_t pooledPosition(std::span<const int> ids) const;

    std::vector<float> m_tokens;    ///< [vocab, width]
    std::vector<float> m_positions; ///< [context, width]
    PackedTransformer m_encoder;
    PlainNorm m_finalNorm;
    PackedLinear m_projection;
    TextPooling m_pooling;
    int m_eosId;
    Numeric m_numeric; ///< of the last layer
    AlignedBuffer<float> m_x;
};

} // namespace vidimus::inference
