#pragma once

#include <stop_token>

#include "core/inference/config/clip_config.h"
#include "core/inference/torch/transformer.h"

namespace vidimus::inference {

/// CLIP's picture tower (Radford et al. 2021, https://arxiv.org/abs/2103.00020): a ViT with a norm before its blocks.
struct ClipVision {
    /// pixels [N, 3, S, S] -> [N, 1 + (S / patch)^2, width], without the last norm.
    Result<at::Tensor> operator()(const at::Tensor& pixels, const std::stop_token& stop,
                                  HiddenStates* trace = nullptr) const;
    /// The normed class token: [N, width].
    at::Tensor pool(const at::Tensor& hidden) const;

    int patchSize;
    at::Tensor patchEmbedding;    ///< [width, 3, patch, patch]
    at::Tensor classEmbedding;    ///< [width]
    at::Tensor positionEmbedding; ///< [tokens, width]
    LayerNorm preLayrnorm;        ///< spelt so in the checkpoints
    Transformer encoder;
    LayerNorm postLayernorm;
    Linear projection; ///< to the joint space; no bias
};

/// CLIP's text tower: a causal transformer.
struct ClipText {
    /// ids int64 [N, T], T at most the context length; what follows a text's end has no influence on it.
    /// -> [N, T, width], with the last norm.
    Result<at::Tensor> operator()(const at::Tensor& ids, const std::stop_token& stop,
                                  HiddenStates* trace = nullptr) const;
    /// The position that stands for each text: int64 [N].
    at::Tensor pooledPositions(const at::Tensor& ids) const;
    /// [N, T, width] -> [N, width]
    at::Tensor pool(const at::Tensor& hidden, const at::Tensor& ids) const;

    at::Tensor tokenEmbedding;    ///< [vocab, width]
    at::Tensor positionEmbedding; ///< [context, width]
    Transformer encoder;
    LayerNorm finalLayerNorm;
    Linear projection; ///< to the joint space; no bias
    TextPooling pooling;
    int eosId;
};

struct ClipModel {
    ClipModel(const ClipConfig& config, const Weights& weights);

    /// pixels [N, 3, S, S] -> [N, projection], not normalised.
    Result<at::Tensor> imageFeatures(const at::Tensor& pixels, const std::stop_token& stop) const;
    /// ids int64 [N, T] -> [N, projection], not normalised.
    Result<at::Tensor> textFeatures(const at::Tensor& ids, const std::stop_token& stop) const;

    ClipVision vision;
    ClipText text;
    at::Tensor logitScale; ///< scalar: the logarithm of what multiplies cosines
};

/// Rows brought to unit length.
at::Tensor unitLength(const at::Tensor& features);

} // namespace vidimus::inference
