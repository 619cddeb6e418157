#pragma once

#include <stop_token>
#include <vector>

#include "core/base/error.h"
#include "core/inference/torch/layers.h"

namespace vidimus::inference {

/// The pre-norm residual block of ViT and of both towers of CLIP:
/// x += attention(norm1(x)); x += mlp(norm2(x)).
struct TransformerBlock {
    at::Tensor operator()(const at::Tensor& x, const at::Tensor& mask) const;

    LayerNorm norm1;
    Linear qkv; ///< rows: all heads' queries, then keys, then values
    Linear projection;
    LayerNorm norm2;
    Linear fc1;
    Linear fc2;
    int heads;
    Activation activation;
};

/// Blocks in a row. Looks at `stop` before each.
struct Transformer {
    /// [N, T, width] -> [N, T, width]. `trace` collects what goes into the first block and comes out of each.
    Result<at::Tensor> operator()(at::Tensor x, const at::Tensor& mask, const std::stop_token& stop,
                                  HiddenStates* trace = nullptr) const;

    std::vector<TransformerBlock> blocks;
};

} // namespace vidimus::inference
