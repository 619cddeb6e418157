#include "core/inference/onednn/word_head.h"

#include <algorithm>
#include <functional>

#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

namespace {

/// Logits are looked through by the largest of each so many.
constexpr std::int64_t kLogitsAtOnce = 64;
/// At least so many words are computed again: more than any search keeps of a row, and than a list of candidates shows.
constexpr std::size_t kRefined = 32;

std::vector<float> biasOf(const PlainWeights& predictions)
{
    return predictions.values(predictions.has("decoder.bias") ? "decoder.bias" : "bias");
}

} // namespace

WordHead::WordHead(const BlipTextConfig& config, const PlainWeights& predictions, const std::vector<float>& words,
                   Numeric numeric)
    : m_config(config)
    , m_words(config.tieWordEmbeddings && hasEightBits(numeric) ? std::span<const float>(words)
                                                                : std::span<const float>())
    , m_transformNumeric(besideEightBits(numeric)) // a single small product: eight bits would save nothing
    , m_numeric(m_words.empty() ? besideEightBits(numeric) : numeric)
    , m_transform((predictions / "transform" / "dense").in(m_transformNumeric).linear())
    , m_norm((predictions / "transform" / "LayerNorm").norm(config.layerNormEps))
    , m_bias(config.tieWordEmbeddings ? predictions.values("bias") : biasOf(predictions))
    , m_decoder(config.tieWordEmbeddings
                    ? predictions.in(m_numeric).packed(words, m_bias, config.vocabSize)
                    : predictions.in(m_numeric).packed(predictions.values("decoder.weight"), m_bias, config.vocabSize))
{}

void WordHead::transform(const float* states, std::int64_t rows)
{
    const std::int64_t width = m_config.hiddenSize;
    m_input.reshape(m_transformNumeric, rows, width);
    for (std::int64_t i = 0; i < rows; ++i)
        m_input.putRow(i, states + i * width);
    float* const product = m_transformed.resize(static_cast<std::size_t>(rows * width));
    m_transform.product(m_input, product);
    for (std::int64_t i = 0; i < rows; ++i) {
        float* const row = product + i * width;
        m_transform.finishRow(m_input, i, row, row);
        rows::activate(m_config.activation, row, width);
        m_norm(row, row);
    }
}

/// The words that come near the best, from the embeddings as they are.
void WordHead::refine(const float* transformed, float* logits)
{
    const std::int64_t words = m_config.vocabSize;
    const std::int64_t width = m_config.hiddenSize;
    const std::int64_t parts = (words + kLogitsAtOnce - 1) / kLogitsAtOnce;
    m_best.resize(static_cast<std::size_t>(parts));
    rows::largest(logits, words, kLogitsAtOnce, m_best.data());
    // So many parts reach the least of their best: at least as many words do.
    std::vector<float> sorted = m_best;
    const std::size_t last = std::min(kRefined, sorted.size()) - 1;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(last), sorted.end(),
                     std::greater<>());
    const float least = sorted[last];
    for (std::int64_t part = 0; part < parts; ++part) {
        if (m_best[static_cast<std::size_t>(part)] < least)
            continue;
        const std::int64_t end = std::min(words, (part + 1) * kLogitsAtOnce);
        for (std::int64_t word = part * kLogitsAtOnce; word < end; ++word) {
            if (logits[word] < least)
                continue;
            rows::scores(transformed, m_words.data() + word * width, width, width, 1, logits + word);
            logits[word] += m_bias[static_cast<std::size_t>(word)];
        }
    }
}

const float* WordHead::operator()(const float* states, std::int64_t rows)
{
    const std::int64_t width = m_config.hiddenSize;
    const std::int64_t words = m_config.vocabSize;
    transform(states, rows);
    m_input.reshape(m_numeric, rows, width);
    for (std::int64_t i = 0; i < rows; ++i)
        m_input.putRow(i, m_transformed.data() + i * width);
    float* const logits = m_logits.resize(static_cast<std::size_t>(rows * words));
    m_decoder.product(m_input, logits);
    for (std::int64_t i = 0; i < rows; ++i) {
        m_decoder.finishRow(m_input, i, logits + i * words, logits + i * words);
        if (!m_words.empty())
            refine(m_transformed.data() + i * width, logits + i * words);
    }
    return logits;
}

} // namespace vidimus::inference
