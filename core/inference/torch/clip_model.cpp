#include "core/inference/torch/clip_model.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/eq.h>
#include <ATen/ops/linalg_vector_norm.h>

#include "core/inference/torch/clip_weights.h"

namespace vidimus::inference {

Result<at::Tensor> ClipVision::operator()(const at::Tensor& pixels, const std::stop_token& stop,
                                          HiddenStates* trace) const
{
    const at::Tensor patches = at::conv2d(pixels, patchEmbedding, {}, patchSize); // [N, width, g, g]
    const at::Tensor tokens = patches.flatten(2).transpose(1, 2);                 // [N, g * g, width]
    const at::Tensor cls = classEmbedding.expand({pixels.size(0), 1, -1});
    const at::Tensor embedded = preLayrnorm(at::cat({cls, tokens}, 1) + positionEmbedding);
    return encoder(embedded, {}, stop, trace);
}

at::Tensor ClipVision::pool(const at::Tensor& hidden) const
{
    return postLayernorm(hidden.select(1, 0));
}

Result<at::Tensor> ClipText::operator()(const at::Tensor& ids, const std::stop_token& stop, HiddenStates* trace) const
{
    const std::int64_t length = ids.size(1);
    const at::Tensor embedded = at::embedding(tokenEmbedding, ids) + positionEmbedding.narrow(0, 0, length);
    const at::Tensor mask = causalMask(length, length, embedded.device());
    return encoder(embedded, mask, stop, trace).map([this](const at::Tensor& x) { return finalLayerNorm(x); });
}

at::Tensor ClipText::pooledPositions(const at::Tensor& ids) const
{
    // argmax gives the first of several maxima, and 0 where nothing is the eos id.
    return pooling == TextPooling::LargestId ? ids.argmax(-1) : ids.eq(eosId).to(at::kInt).argmax(-1);
}

at::Tensor ClipText::pool(const at::Tensor& hidden, const at::Tensor& ids) const
{
    const at::Tensor texts = at::arange(ids.size(0), ids.options());
    return hidden.index({texts, pooledPositions(ids)});
}

ClipModel::ClipModel(const ClipConfig& config, const Weights& weights)
    : vision(clipVisionOf(config, weights)), text(clipTextOf(config, weights)), logitScale(weights("logit_scale"))
{}

Result<at::Tensor> ClipModel::imageFeatures(const at::Tensor& pixels, const std::stop_token& stop) const
{
    return vision(pixels, stop).map([this](const at::Tensor& x) { return vision.projection(vision.pool(x)); });
}

Result<at::Tensor> ClipModel::textFeatures(const at::Tensor& ids, const std::stop_token& stop) const
{
    return text(ids, stop).map([&](const at::Tensor& x) { return text.projection(text.pool(x, ids)); });
}

at::Tensor unitLength(const at::Tensor& features)
{
    return features / at::linalg_vector_norm(features, 2, {-1}, true);
}

} // namespace vidimus::inference
