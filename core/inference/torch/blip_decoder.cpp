#include "core/inference/torch/blip_decoder.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/embedding.h>

namespace vidimus::inference {

namespace {

Linear headOf(const BlipTextConfig& config, const Weights& predictions, const at::Tensor& wordEmbeddings)
{
    if (config.tieWordEmbeddings)
        return {wordEmbeddings, predictions("bias")};
    return {predictions("decoder.weight"), predictions(predictions.has("decoder.bias") ? "decoder.bias" : "bias")};
}

/// Rows of several hypotheses about one picture share its keys: [pictures * k, heads, 1, d] -> [pictures, heads, k, d].
at::Tensor foldRows(const at::Tensor& q, std::int64_t pictures)
{
    return q.view({pictures, -1, q.size(1), q.size(3)}).transpose(1, 2);
}

} // namespace

BertAttention::BertAttention(const Weights& weights, int headCount, double eps)
    : query(weights / "self" / "query")
    , key(weights / "self" / "key")
    , value(weights / "self" / "value")
    , dense(weights / "output" / "dense")
    , norm(weights / "output" / "LayerNorm", eps)
    , heads(headCount)
{}

KeyValue BertAttention::keysAndValues(const at::Tensor& x) const
{
    return {splitHeads(key(x), heads), splitHeads(value(x), heads)};
}

at::Tensor BertAttention::look(const at::Tensor& x, const KeyValue& seen, const at::Tensor& mask) const
{
    const at::Tensor q = splitHeads(query(x), heads); // [rows, heads, T, d]
    const std::int64_t owners = seen.k.size(0);
    if (owners == q.size(0))
        return attend(q, seen.k, seen.v, mask);
    if (q.size(2) == 1) // one word a row: the rows of a picture become its queries
        return attend(foldRows(q, owners), seen.k, seen.v).reshape({q.size(0), 1, -1});
    const std::int64_t each = q.size(0) / owners;
    return attend(q, seen.k.repeat_interleave(each, 0), seen.v.repeat_interleave(each, 0), mask);
}

at::Tensor BertAttention::output(const at::Tensor& mixed, const at::Tensor& residual) const
{
    return norm(dense(mixed) + residual);
}

BlipDecoderLayer::BlipDecoderLayer(const Weights& weights, const BlipTextConfig& config)
    : attention(weights / "attention", config.heads, config.layerNormEps)
    , crossattention(weights / "crossattention", config.heads, config.layerNormEps)
    , intermediate(weights / "intermediate" / "dense")
    , output(weights / "output" / "dense")
    , outputNorm(weights / "output" / "LayerNorm", config.layerNormEps)
    , activation(config.activation)
{}

at::Tensor BlipDecoderLayer::mlp(const at::Tensor& x) const
{
    return outputNorm(output(activate(activation, intermediate(x))) + x);
}

void DecoderMemory::select(const at::Tensor& rows)
{
    for (KeyValue& layer : layers) {
        layer.k = layer.k.index_select(0, rows);
        layer.v = layer.v.index_select(0, rows);
    }
}

BlipDecoder::BlipDecoder(const BlipTextConfig& textConfig, const Weights& weights)
    : config(textConfig)
    , wordEmbeddings(weights("bert.embeddings.word_embeddings.weight"))
    , positionEmbeddings(weights("bert.embeddings.position_embeddings.weight"))
    , embeddingNorm(weights / "bert" / "embeddings" / "LayerNorm", config.layerNormEps)
    , transform(weights / "cls" / "predictions" / "transform" / "dense")
    , transformNorm(weights / "cls" / "predictions" / "transform" / "LayerNorm", config.layerNormEps)
    , head(headOf(config, weights / "cls" / "predictions", wordEmbeddings))
{
    for (int i = 0; i < config.layers; ++i)
        layers.emplace_back(weights / "bert" / "encoder" / "layer" / i, config);
}

PictureMemory BlipDecoder::look(const at::Tensor& visionStates) const
{
    PictureMemory pictures;
    for (const BlipDecoderLayer& layer : layers)
        pictures.push_back(layer.crossattention.keysAndValues(visionStates));
    return pictures;
}

Result<at::Tensor> BlipDecoder::read(const at::Tensor& ids, const PictureMemory& pictures, DecoderMemory& memory,
                                     const std::stop_token& stop, HiddenStates* trace) const
{
    const std::int64_t count = ids.size(1);
    const at::Tensor positions = positionEmbeddings.narrow(0, memory.length, count);
    at::Tensor x = embeddingNorm(at::embedding(wordEmbeddings, ids) + positions); // [rows, T, width]
    const at::Tensor mask = causalMask(count, memory.length + count, x.device());
    memory.layers.resize(layers.size());
    if (trace)
        trace->push_back(x);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        const BlipDecoderLayer& layer = layers[i];
        KeyValue& seen = memory.layers[i];
        KeyValue added = layer.attention.keysAndValues(x);
        seen = seen.k.defined() ? KeyValue{at::cat({seen.k, added.k}, 2), at::cat({seen.v, added.v}, 2)} : added;
        x = layer.attention.output(layer.attention.look(x, seen, mask), x);
        x = layer.crossattention.output(layer.crossattention.look(x, pictures[i], {}), x);
        x = layer.mlp(x);
        if (trace)
            trace->push_back(x);
    }
    memory.length += count;
    return x;
}

at::Tensor BlipDecoder::logits(const at::Tensor& hidden) const
{
    return head(transformNorm(activate(config.activation, transform(hidden))));
}

} // namespace vidimus::inference
