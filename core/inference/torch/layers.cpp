#include "core/inference/torch/layers.h"

#include <cmath>
#include <limits>

#include <ATen/ops/full.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/softmax.h>

namespace vidimus::inference {

at::Tensor Linear::operator()(const at::Tensor& x) const
{
    return at::linear(x.to(weight.scalar_type()), weight, bias); // of another type only where models are trained
}

at::Tensor LayerNorm::operator()(const at::Tensor& x) const
{
    return at::layer_norm(x.to(weight.scalar_type()), weight.sizes(), weight, bias, eps);
}

at::Tensor activate(Activation activation, const at::Tensor& x)
{
    switch (activation) {
    case Activation::Gelu:
        return at::gelu(x);
    case Activation::QuickGelu:
        return x * at::sigmoid(1.702 * x);
    }
    return x;
}

at::Tensor splitHeads(const at::Tensor& x, int heads)
{
    return x.view({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
}

at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask)
{
    const double scale = 1.0 / std::sqrt(static_cast<double>(q.size(-1)));
    at::Tensor scores = at::matmul(q * scale, k.transpose(-2, -1)); // [N, heads, Tq, Tk]
    if (mask.defined())
        scores.add_(mask);
    const at::Tensor mixed = at::matmul(at::softmax(scores, -1), v); // [N, heads, Tq, d]
    return mixed.transpose(1, 2).flatten(2);
}

at::Tensor causalMask(std::int64_t queries, std::int64_t keys, at::Device device)
{
    if (queries == 1)
        return {};
    const auto options = at::TensorOptions().dtype(at::kFloat).device(device);
    return at::full({queries, keys}, -std::numeric_limits<float>::infinity(), options).triu_(keys - queries + 1);
}

} // namespace vidimus::inference
