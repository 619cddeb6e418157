#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/error.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/torch/layers.h"

namespace vidimus::inference {

/// Keys and values of one attention, [N, heads, T, d] each.
struct KeyValue {
    at::Tensor k;
    at::Tensor v;
};

/// BERT's attention with its output: norm(x + dense(attention)).
struct BertAttention {
    BertAttention(const Weights& weights, int headCount, double eps);

    /// Of x, or of the vision tokens for cross-attention.
    KeyValue keysAndValues(const at::Tensor& x) const;
    /// q [N, T, width] -> what it sees in `seen`, [N, T, width].
    at::Tensor look(const at::Tensor& x, const KeyValue& seen, const at::Tensor& mask) const;
    at::Tensor output(const at::Tensor& mixed, const at::Tensor& residual) const;

    Linear query;
    Linear key;
    Linear value;
    Linear dense;
    LayerNorm norm;
    int heads;
};

/// One layer of the decoder (post-norm): self-attention over the words so far, cross-attention to the picture, MLP.
struct BlipDecoderLayer {
    BlipDecoderLayer(const Weights& weights, const BlipTextConfig& config);

    BertAttention attention;
    BertAttention crossattention;
    Linear intermediate;
    Linear output;
    LayerNorm outputNorm;
    Activation activation;

    at::Tensor mlp(const at::Tensor& x) const;
};

/// What the layers remember of the words read so far, [rows, heads, T, d] a layer; empty at first.
struct DecoderMemory {
    std::vector<KeyValue> layers;
    std::int64_t length = 0; ///< words read

    /// Row i of the new memory is row rows[i] of this one. rows: int64 [new rows].
    void select(const at::Tensor& rows);
};

/// What the layers see of the pictures, [pictures, heads, vision tokens, d] a layer: computed once a picture.
using PictureMemory = std::vector<KeyValue>;

/// BLIP's text decoder: BERT with causal self-attention and cross-attention, and its language-model head.
struct BlipDecoder {
    BlipDecoder(const BlipTextConfig& config, const Weights& weights);

    /// visionStates [pictures, vision tokens, vision width].
    PictureMemory look(const at::Tensor& visionStates) const;

    /// Reads `ids`, int64 [rows, T], after what `memory` holds, and adds them to it. Row r is about picture
    /// r / (rows / pictures): rows are a multiple of the pictures and lie picture by picture.
    /// Returns hidden states, [rows, T, width].
    Result<at::Tensor> read(const at::Tensor& ids, const PictureMemory& pictures, DecoderMemory& memory,
                            const std::stop_token& stop, HiddenStates* trace = nullptr) const;

    /// Hidden states [..., width] -> logits [..., vocab].
    at::Tensor logits(const at::Tensor& hidden) const;

    BlipTextConfig config;
    at::Tensor wordEmbeddings;     ///< [vocab, width]
    at::Tensor positionEmbeddings; ///< [positions, width]
    LayerNorm embeddingNorm;
    std::vector<BlipDecoderLayer> layers;
    Linear transform;
    LayerNorm transformNorm;
    Linear head; ///< weight tied to wordEmbeddings unless the config says otherwise
};

} // namespace vidimus::inference
