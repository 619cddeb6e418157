#pragma once

#include <stop_token>

#include "core/inference/config/blip_config.h"
#include "core/inference/torch/transformer.h"

namespace vidimus::inference {

/// BLIP's vision tower: a ViT (Li et al. 2022, https://arxiv.org/abs/2201.12086).
struct BlipVision {
    BlipVision(const BlipVisionConfig& config, const Weights& weights);

    /// pixels [N, 3, S, S] -> last hidden state [N, 1 + (S / patch)^2, width]: what the decoder looks at.
    Result<at::Tensor> operator()(const at::Tensor& pixels, const std::stop_token& stop,
                                  HiddenStates* trace = nullptr) const;

    int patchSize;
    at::Tensor classEmbedding;    ///< [1, 1, width]
    at::Tensor positionEmbedding; ///< [1, tokens, width]
    Linear patchEmbedding;        ///< weight [width, 3, patch, patch], as a convolution's
    Transformer encoder;
    LayerNorm postLayernorm;
};

} // namespace vidimus::inference
