#include "core/inference/onednn/packed_blip_decoder.h"

#include <algorithm>
#include <cmath>

#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

namespace {

/// Memory for so many pictures is kept for the next ones: to have the system clear 10 MB anew takes longer than a word.
constexpr std::size_t kSpare = 4;

/// softmax(q k^T / sqrt(d)) v of one head over `count` words, `stride` values apart -> out [d].
void attendHead(const float* q, const float* keys, const float* values, std::int64_t stride, std::int64_t d,
                std::int64_t count, float* scores, float* out)
{
    rows::scores(q, keys, stride, d, count, scores);
    rows::softmax(scores, 1.f / std::sqrt(static_cast<float>(d)), count, scores);
    rows::combine(scores, values, stride, d, count, out);
}

/// The same over a picture's tokens.
template <typename Value>
void attendHead(const float* q, const PictureMemory& picture, std::int64_t layer, std::int64_t head, float* scores,
                float* out)
{
    const auto& [numeric, layers, heads, tokens, d] = picture.shape();
    const auto part = [&](PictureMemory::Part which) {
        return reinterpret_cast<const Value*>(picture.values(layer, which, head));
    };
    for (std::int64_t first = 0; first < tokens; first += PictureMemory::kTokensOfBlock) {
        const std::int64_t count = std::min(PictureMemory::kTokensOfBlock, tokens - first);
        rows::combine(q, part(PictureMemory::Keys) + first * d, count, count, d, scores + first);
    }
    if (hasEightBits(numeric))
        rows::timesEach(picture.scales(layer, PictureMemory::Keys, head), scores, tokens);
    rows::softmax(scores, 1.f / std::sqrt(static_cast<float>(d)), tokens, scores);
    if (hasEightBits(numeric))
        rows::timesEach(picture.scales(layer, PictureMemory::Values, head), scores, tokens);
    rows::combine(scores, part(PictureMemory::Values), d, d, tokens, out);
}

void attendPictureHead(const float* q, const PictureMemory& picture, std::int64_t layer, std::int64_t head,
                       float* scores, float* out)
{
    switch (picture.shape().numeric) {
    case Numeric::Fp32:
        attendHead<float>(q, picture, layer, head, scores, out);
        break;
    case Numeric::Bf16:
        attendHead<std::uint16_t>(q, picture, layer, head, scores, out);
        break;
    case Numeric::Int8:
    case Numeric::Uint8:
        attendHead<std::int8_t>(q, picture, layer, head, scores, out);
        break;
    }
}

} // namespace

PackedBlipDecoder::PackedBlipDecoder(const BlipTextConfig& config, const PlainWeights& weights, Numeric numeric)
    : m_config(config)
    , m_numeric(numeric)
    , m_words(weights.values("bert.embeddings.word_embeddings.weight"))
    , m_positions(weights.values("bert.embeddings.position_embeddings.weight"))
    , m_embeddingNorm((weights / "bert" / "embeddings" / "LayerNorm").norm(config.layerNormEps))
    , m_head(config, weights / "cls" / "predictions", m_words, numeric)
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

PictureMemory PackedBlipDecoder::takeMemory(const PictureMemory::Shape& shape)
{
    if (m_spare.empty() || m_spare.back().shape() != shape)
        return PictureMemory(shape);
    PictureMemory memory = std::move(m_spare.back());
    m_spare.pop_back();
    return memory;
}

void PackedBlipDecoder::giveBack(std::vector<PictureMemory> pictures)
{
    for (PictureMemory& memory : pictures) {
        if (m_spare.size() < kSpare)
            m_spare.push_back(std::move(memory));
    }
}

Result<PictureMemory> PackedBlipDecoder::look(const float* states, std::int64_t tokens, const StepGate& gate)
{
    const std::int64_t width = m_config.hiddenSize;
    const std::int64_t d = width / m_config.heads;
    const std::int64_t visionWidth = m_layers.front().crossKeyValue.in();
    Operand seen;
    seen.reshape(m_numeric, tokens, visionWidth);
#pragma omp parallel for
    for (std::int64_t i = 0; i < tokens; ++i)
        seen.putRow(i, states + i * visionWidth);

    const std::int64_t blocks = (tokens + PictureMemory::kTokensOfBlock - 1) / PictureMemory::kTokensOfBlock;
    PictureMemory memory = takeMemory({m_numeric, m_config.layers, m_config.heads, tokens, d});
    for (std::size_t index = 0; index < m_layers.size(); ++index) {
        if (!gate.pass())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        const PackedLinear& linear = m_layers[index].crossKeyValue;
        const float* const raw = product(linear, seen);
        const auto layer = static_cast<std::int64_t>(index);
        // A head's keys of one block of tokens after the other: they lie crosswise, and what is written stays in a cache.
#pragma omp parallel
        {
            std::vector<float> part(static_cast<std::size_t>(PictureMemory::kTokensOfBlock * d));
#pragma omp for schedule(dynamic)
            for (std::int64_t task = 0; task < blocks * m_config.heads; ++task) {
                const std::int64_t first = task / m_config.heads * PictureMemory::kTokensOfBlock;
                const std::int64_t head = task % m_config.heads;
                const std::int64_t count = std::min(PictureMemory::kTokensOfBlock, tokens - first);
                const auto columns = [&](std::int64_t from) {
                    for (std::int64_t t = 0; t < count; ++t)
                        linear.finishColumns(seen, first + t, from, d, raw + (first + t) * 2 * width,
                                             part.data() + t * d);
                    return std::span<const float>(part).first(static_cast<std::size_t>(count * d));
                };
                memory.putKeys(layer, head, first, columns(head * d));
                memory.putValues(layer, head, first, columns(width + head * d));
            }
        }
    }
    return memory;
}

void PackedBlipDecoder::takeInput(std::int64_t rows)
{
    const std::int64_t width = m_config.hiddenSize;
    m_input.reshape(m_numeric, rows, width);
    for (std::int64_t i = 0; i < rows; ++i)
        m_input.putRow(i, m_x.data() + i * width);
}

void PackedBlipDecoder::embed(std::span<const int> words, std::int64_t count, std::int64_t position)
{
    const std::int64_t width = m_config.hiddenSize;
    const auto rows = static_cast<std::int64_t>(words.size());
    float* const x = m_x.resize(static_cast<std::size_t>(rows * width));
    for (std::int64_t i = 0; i < rows; ++i) {
        float* const row = x + i * width;
        std::copy_n(m_words.data() + words[static_cast<std::size_t>(i)] * width, width, row);
        rows::addTimes(1.f, m_positions.data() + (position + i % count) * width, row, width);
        m_embeddingNorm(row, row);
    }
    takeInput(rows);
}

void PackedBlipDecoder::addAndNorm(const PackedLinear& linear, const Operand& input, const PlainNorm& norm)
{
    const std::int64_t width = m_config.hiddenSize;
    const float* const raw = product(linear, input);
    for (std::int64_t i = 0; i < input.rows(); ++i) {
        float* const x = m_x.data() + i * width;
        linear.addFinishedRow(input, i, raw + i * width, x);
        norm(x, x);
    }
    takeInput(input.rows());
}

void PackedBlipDecoder::attendWords(const Layer& layer, std::size_t index, std::int64_t count, WordMemory& memory)
{
    const std::int64_t rows = m_input.rows();
    const std::int64_t width = m_config.hiddenSize;
    const std::int64_t d = width / m_config.heads;
    const auto number = static_cast<std::int64_t>(index);
    float* const qkv = product(layer.qkv, m_input);
    m_mixed.reshape(m_numeric, rows, width);
#pragma omp parallel if (rows > 1)
    {
#pragma omp for
        for (std::int64_t i = 0; i < rows; ++i) {
            float* const its = qkv + i * 3 * width;
            layer.qkv.finishRow(m_input, i, its, its);
            const std::int64_t position = memory.length() + i % count;
            std::copy_n(its + width, width, memory.key(i / count, number, position));
            std::copy_n(its + 2 * width, width, memory.value(i / count, number, position));
        }
        std::vector<float> mixed(static_cast<std::size_t>(width));
        std::vector<float> scores(static_cast<std::size_t>(memory.length() + count));
#pragma omp for
        for (std::int64_t i = 0; i < rows; ++i) {
            const std::int64_t seen = memory.length() + i % count + 1; // this word included, those after it not
            const float* const keys = memory.key(i / count, number, 0);
            const float* const values = memory.value(i / count, number, 0);
            for (std::int64_t at = 0; at < width; at += d)
                attendHead(qkv + i * 3 * width + at, keys + at, values + at, width, d, seen, scores.data(),
                           mixed.data() + at);
            m_mixed.putRow(i, mixed.data());
        }
    }
    addAndNorm(layer.attended, m_mixed, layer.attendedNorm);
}

void PackedBlipDecoder::attendPicture(const Layer& layer, std::size_t index, std::int64_t count,
                                      const std::vector<PictureMemory>& pictures, std::span<const int> pictureOfRow)
{
    const std::int64_t rows = m_input.rows();
    const std::int64_t width = m_config.hiddenSize;
    const std::int64_t heads = m_config.heads;
    const std::int64_t d = width / heads;
    const float* const raw = product(layer.crossQuery, m_input);
    std::vector<float> queries(static_cast<std::size_t>(rows * width));
    std::vector<float> mixed(static_cast<std::size_t>(rows * width));
    for (std::int64_t row = 0; row < rows; ++row)
        layer.crossQuery.finishRow(m_input, row, raw + row * width, queries.data() + row * width);
    const auto tokens = static_cast<std::size_t>(pictures.front().shape().tokens);
#pragma omp parallel
    {
        std::vector<float> scores(tokens);
#pragma omp for
        for (std::int64_t i = 0; i < rows * heads; ++i) {
            const std::int64_t row = i / heads;
            const std::int64_t offset = row * width + i % heads * d;
            const int picture = pictureOfRow[static_cast<std::size_t>(row / count)];
            attendPictureHead(queries.data() + offset, pictures[static_cast<std::size_t>(picture)],
                              static_cast<std::int64_t>(index), i % heads, scores.data(), mixed.data() + offset);
        }
    }
    m_mixed.reshape(m_numeric, rows, width);
    for (std::int64_t row = 0; row < rows; ++row)
        m_mixed.putRow(row, mixed.data() + row * width);
    addAndNorm(layer.crossAttended, m_mixed, layer.crossNorm);
}

void PackedBlipDecoder::think(const Layer& layer)
{
    const std::int64_t rows = m_input.rows();
    const std::int64_t inner = layer.intermediate.out();
    float* const raw = product(layer.intermediate, m_input);
    m_mixed.reshape(m_numeric, rows, inner);
    for (std::int64_t i = 0; i < rows; ++i) {
        float* const row = raw + i * inner;
        layer.intermediate.finishActivatedRow(m_input, i, row, m_config.activation, row);
        m_mixed.putRow(i, row);
    }
    addAndNorm(layer.output, m_mixed, layer.outputNorm);
}

Result<const float*> PackedBlipDecoder::read(std::span<const int> words, std::int64_t count,
                                             const std::vector<PictureMemory>& pictures,
                                             std::span<const int> pictureOfRow, WordMemory& memory,
                                             const StepGate& gate)
{
    const std::int64_t width = m_config.hiddenSize;
    const std::int64_t rows = static_cast<std::int64_t>(words.size()) / count;
    memory.makeRoom(count);
    embed(words, count, memory.length());
    for (std::size_t index = 0; index < m_layers.size(); ++index) {
        if (!gate.pass())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        attendWords(m_layers[index], index, count, memory);
        attendPicture(m_layers[index], index, count, pictures, pictureOfRow);
        think(m_layers[index]);
    }
    memory.advance(count);
    for (std::int64_t row = 0; row < rows && count > 1; ++row) // only the last word of each row is answered
        std::copy_n(m_x.data() + ((row + 1) * count - 1) * width, width, m_x.data() + row * width);
    return m_head(m_x.data(), rows);
}

} // namespace vidimus::inference
