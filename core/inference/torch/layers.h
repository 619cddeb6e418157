#pragma once

#include <vector>

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include "core/inference/config/activation.h"
#include "core/inference/torch/weights.h"

namespace vidimus::inference {

/// x W^T + b.
struct Linear {
    Linear(at::Tensor weightValues, at::Tensor biasValues)
        : weight(std::move(weightValues)), bias(std::move(biasValues))
    {}
    explicit Linear(const Weights& weights) : Linear(weights("weight"), weights("bias")) {}

    /// [..., in] -> [..., out]
    at::Tensor operator()(const at::Tensor& x) const;

    at::Tensor weight; ///< [out, in]
    at::Tensor bias;   ///< [out]; undefined where there is none
};

struct LayerNorm {
    LayerNorm(const Weights& weights, double epsilon) : weight(weights("weight")), bias(weights("bias")), eps(epsilon)
    {}

    at::Tensor operator()(const at::Tensor& x) const;

    at::Tensor weight; ///< [width]
    at::Tensor bias;   ///< [width]
    double eps;
};

at::Tensor activate(Activation activation, const at::Tensor& x);

/// [N, T, heads * d] -> [N, heads, T, d]; a view.
at::Tensor splitHeads(const at::Tensor& x, int heads);

/// Scaled dot-product attention: softmax(q k^T / sqrt(d) + mask) v.
/// q [N, heads, Tq, d], k and v [N, heads, Tk, d] -> [N, Tq, heads * d].
/// `mask`, where it is defined, is added to the scores and has to broadcast to [N, heads, Tq, Tk].
at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask = {});

/// [Tq, Tk]: 0 where position i of the last Tq may look, -inf on what comes after it. Undefined for Tq == 1, which may
/// look at everything.
at::Tensor causalMask(std::int64_t queries, std::int64_t keys, at::Device device);

/// What a forward pass went through, for comparison with the originals: hidden states, [N, T, width] each, embeddings
/// first.
using HiddenStates = std::vector<at::Tensor>;

} // namespace vidimus::inference
