#include "core/inference/onednn/packed_blip_decoder.h"

#include <algorithm>
#include <cmath>

#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

namespace {

/// The head decides between words that are often close: eight bits are left to the layers.
Numeric headNumeric(Numeric numeric)
{
    return numeric == Numeric::Int8 ? Numeric::Bf16 : numeric;
}

PackedLinear headOf(const BlipTextConfig& config, const PlainWeights& weights, const std::vector<float>& words)
{
    const PlainWeights predictions = weights / "cls" / "predictions";
    if (config.tieWordEmbeddings)
        return predictions.packed(words, predictions.values("bias"), config.vocabSize);
    return predictions.packed(predictions.values("decoder.weight"),
                              predictions.values(predictions.has("decoder.bias") ? "decoder.bias" : "bias"),
                              config.vocabSize);
}

/// softmax(q k^T / sqrt(d)) v of one head over `count` positions, `stride` values apart -> out [d].
template <typename Value>
void attendHead(const float* q, const Value* keys, const Value* values, std::int64_t stride, std::int64_t d,
                std::int64_t count, float* scores, float* out)
{
    rows::scores(q, keys, stride, d, count, scores);
    rows::softmax(scores, 1.f / std::sqrt(static_cast<float>(d)), count, scores);
    rows::mix(scores, values, stride, d, count, out);
}

} // namespace

PackedBlipDecoder::PackedBlipDecoder(const BlipTextConfig& config, const PlainWeights& weights, Numeric numeric)
    : m_config(config)
    , m_numeric(numeric)
    , m_headNumeric(headNumeric(numeric))
    , m_words(weights.values("bert.embeddings.word_embeddings.weight"))
    , m_positions(weights.values("bert.embeddings.position_embeddings.weight"))
    , m_embeddingNorm((weights / "bert" / "embeddings" / "LayerNorm").norm(config.layerNormEps))
    , m_transform((weights / "cls" / "predictions" / "transform" / "dense").in(headNumeric(numeric)).linear())
    , m_transformNorm((weights / "cls" / "predictions" / "transform" / "LayerNorm").norm(config.layerNormEps))
    , m_head(headOf(config, weights.in(headNumeric(numeric)), m_words))
{
    for (int i = 0; i < config.layers; ++i)
        m_layers.push_back(layerOf(weights / "bert" / "encoder" / "layer" / i, config));
}

PackedBlipDecoder::Layer PackedBlipDecoder::layerOf(const PlainWeights& weights, const BlipTextConfig& config)
{
    const PlainWeights self = weights / "attention";
    const PlainWeights cross = weights / "crossattention";
    const double eps = config.layerNormEps;
    return {(self / "self").fused({"query", "key", "value"}), (self / "output" / "dense").linear(),
            (self / "output" / "LayerNorm").norm(eps),        (cross / "self" / "query").linear(),
            (cross / "self").fused({"key", "value"}),         (cross / "output" / "dense").linear(),
            (cross / "output" / "LayerNorm").norm(eps),       (weights / "intermediate" / "dense").linear(),
            (weights / "output" / "dense").linear(),          (weights / "output" / "LayerNorm").norm(eps)};
}

float* PackedBlipDecoder::product(const PackedLinear& linear, const Operand& input)
{
    float* const out = m_product.resize(static_cast<std::size_t>(input.rows() * linear.out()));
    linear.product(input, out);
    return out;
}

PictureMemory PackedBlipDecoder::look(const float* states, std::int64_t tokens)
{
    const std::int64_t width = m_config.hiddenSize;
    const std::int64_t d = width / m_config.heads;
    const std::int64_t visionWidth = m_layers.front().crossKeyValue.in();
    Operand seen;
    seen.reshape(m_numeric, tokens, visionWidth);
#pragma omp parallel for
    for (std::int64_t i = 0; i < tokens; ++i)
        seen.putRow(i, states + i * visionWidth);

    // The head's precision: what is read for every word had better not be rounded to eight bits.
    PictureMemory memory(m_headNumeric, static_cast<std::int64_t>(m_layers.size()), tokens, width);
    for (std::size_t index = 0; index < m_layers.size(); ++index) {
        const PackedLinear& linear = m_layers[index].crossKeyValue;
        const float* const raw = product(linear, seen);
#pragma omp parallel
        {
            std::vector<float> row(static_cast<std::size_t>(2 * width));
#pragma omp for
            for (std::int64_t t = 0; t < tokens; ++t) {
                linear.finishRow(seen, t, raw + t * 2 * width, row.data());
                for (std::int64_t at = 0; at < 2 * width; at += d) {
                    const auto part = at < width ? PictureMemory::Keys : PictureMemory::Values;
                    std::byte* const head = memory.head(static_cast<std::int64_t>(index), part, at % width);
                    putValues(m_headNumeric, row.data() + at, head + t * d * bytesOf(m_headNumeric), d);
                }
            }
        }
    }
    return memory;
}

void PackedBlipDecoder::takeInput(std::int64_t rows, Numeric numeric)
{
    const std::int64_t width = m_config.hiddenSize;
    m_input.reshape(numeric, rows, width);
    for (std::int64_t i = 0; i < rows; ++i)
        m_input.putRow(i, m_x.data() + i * width);
}

void PackedBlipDecoder::embed(std::span<const int> words, std::int64_t position)
{
    const std::int64_t width = m_config.hiddenSize;
    float* const x = m_x.resize(words.size() * static_cast<std::size_t>(width));
    for (std::size_t i = 0; i < words.size(); ++i) {
        float* const row = x + static_cast<std::int64_t>(i) * width;
        std::copy_n(m_words.data() + words[i] * width, width, row);
        rows::addTimes(1.f, m_positions.data() + position * width, row, width);
        m_embeddingNorm(row, row);
    }
    takeInput(static_cast<std::int64_t>(words.size()), m_numeric);
}

void PackedBlipDecoder::addAndNorm(const PackedLinear& linear, const Operand& input, const PlainNorm& norm,
                                   std::int64_t rows)
{
    const std::int64_t width = m_config.hiddenSize;
    const float* const raw = product(linear, input);
    for (std::int64_t i = 0; i < rows; ++i) {
        float* const x = m_x.data() + i * width;
        linear.addFinishedRow(input, i, raw + i * width, x);
        norm(x, x);
    }
    takeInput(rows, m_numeric);
}

void PackedBlipDecoder::attendWords(const Layer& layer, std::size_t index, WordMemory& memory, std::int64_t rows)
{
    const std::int64_t width = m_config.hiddenSize;
    const std::int64_t d = width / m_config.heads;
    const auto number = static_cast<std::int64_t>(index);
    const float* const raw = product(layer.qkv, m_input);
    const std::int64_t length = memory.length() + 1; // this word included
    m_mixed.reshape(m_numeric, rows, width);
#pragma omp parallel if (rows > 1)
    {
        std::vector<float> qkv(static_cast<std::size_t>(3 * width));
        std::vector<float> mixed(static_cast<std::size_t>(width));
        std::vector<float> scores(static_cast<std::size_t>(length));
#pragma omp for
        for (std::int64_t row = 0; row < rows; ++row) {
            layer.qkv.finishRow(m_input, row, raw + row * 3 * width, qkv.data());
            std::copy_n(qkv.data() + width, width, memory.key(row, number, length - 1));
            std::copy_n(qkv.data() + 2 * width, width, memory.value(row, number, length - 1));
            for (std::int64_t at = 0; at < width; at += d)
                attendHead(qkv.data() + at, memory.key(row, number, 0) + at, memory.value(row, number, 0) + at, width,
                           d, length, scores.data(), mixed.data() + at);
            m_mixed.putRow(row, mixed.data());
        }
    }
    addAndNorm(layer.attended, m_mixed, layer.attendedNorm, rows);
}

void PackedBlipDecoder::attendPicture(const Layer& layer, std::size_t index, const std::vector<PictureMemory>& pictures,
                                      std::span<const int> pictureOfRow, std::int64_t rows)
{
    const std::int64_t width = m_config.hiddenSize;
    const std::int64_t heads = m_config.heads;
    const std::int64_t d = width / heads;
    const float* const raw = product(layer.crossQuery, m_input);
    std::vector<float> queries(static_cast<std::size_t>(rows * width));
    std::vector<float> mixed(static_cast<std::size_t>(rows * width));
    for (std::int64_t row = 0; row < rows; ++row)
        layer.crossQuery.finishRow(m_input, row, raw + row * width, queries.data() + row * width);
    const std::int64_t tokens = pictures.front().tokens();
#pragma omp parallel
    {
        std::vector<float> scores(static_cast<std::size_t>(tokens));
#pragma omp for
        for (std::int64_t i = 0; i < rows * heads; ++i) {
            const std::int64_t row = i / heads;
            const std::int64_t at = i % heads * d;
            const PictureMemory& picture =
                pictures[static_cast<std::size_t>(pictureOfRow[static_cast<std::size_t>(row)])];
            const std::byte* const keys = picture.head(static_cast<std::int64_t>(index), PictureMemory::Keys, at);
            const std::byte* const values = picture.head(static_cast<std::int64_t>(index), PictureMemory::Values, at);
            const float* const query = queries.data() + row * width + at;
            float* const out = mixed.data() + row * width + at;
            if (picture.numeric() == Numeric::Fp32)
                attendHead(query, reinterpret_cast<const float*>(keys), reinterpret_cast<const float*>(values), d, d,
                           tokens, scores.data(), out);
            else
                attendHead(query, reinterpret_cast<const std::uint16_t*>(keys),
                           reinterpret_cast<const std::uint16_t*>(values), d, d, tokens, scores.data(), out);
        }
    }
    m_mixed.reshape(m_numeric, rows, width);
    for (std::int64_t row = 0; row < rows; ++row)
        m_mixed.putRow(row, mixed.data() + row * width);
    addAndNorm(layer.crossAttended, m_mixed, layer.crossNorm, rows);
}

void PackedBlipDecoder::think(const Layer& layer, std::int64_t rows)
{
    const std::int64_t inner = layer.intermediate.out();
    float* const raw = product(layer.intermediate, m_input);
    m_mixed.reshape(m_numeric, rows, inner);
    for (std::int64_t i = 0; i < rows; ++i) {
        float* const row = raw + i * inner;
        layer.intermediate.finishRow(m_input, i, row, row);
        rows::activate(m_config.activation, row, inner);
        m_mixed.putRow(i, row);
    }
    addAndNorm(layer.output, m_mixed, layer.outputNorm, rows);
}

Result<const float*> PackedBlipDecoder::read(std::span<const int> words, const std::vector<PictureMemory>& pictures,
                                             std::span<const int> pictureOfRow, WordMemory& memory,
                                             const StepGate& gate)
{
    const auto rows = static_cast<std::int64_t>(words.size());
    const std::int64_t width = m_config.hiddenSize;
    memory.makeRoom();
    embed(words, memory.length());
    for (std::size_t index = 0; index < m_layers.size(); ++index) {
        if (!gate.pass())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        attendWords(m_layers[index], index, memory, rows);
        attendPicture(m_layers[index], index, pictures, pictureOfRow, rows);
        think(m_layers[index], rows);
    }
    memory.advance();

    takeInput(rows, m_headNumeric);
    float* const raw = product(m_transform, m_input);
    m_mixed.reshape(m_headNumeric, rows, width);
    for (std::int64_t i = 0; i < rows; ++i) {
        float* const row = raw + i * width;
        m_transform.finishRow(m_input, i, row, row);
        rows::activate(m_config.activation, row, width);
        m_transformNorm(row, row);
        m_mixed.putRow(i, row);
    }
    float* const logits = m_logits.resize(static_cast<std::size_t>(rows * m_config.vocabSize));
    m_head.product(m_mixed, logits);
    for (std::int64_t i = 0; i < rows; ++i)
        m_head.finishRow(m_mixed, i, logits + i * m_config.vocabSize, logits + i * m_config.vocabSize);
    return logits;
}

} // namespace vidimus::inference
