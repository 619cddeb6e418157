#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/inference/config/blip_config.h"
#include "core/inference/onednn/aligned_buffer.h"
#include "core/inference/onednn/operand.h"
#include "core/inference/onednn/packed_linear.h"
#include "core/inference/onednn/plain_weights.h"

namespace vidimus::inference {

/// "cls.predictions": from the decoder's last states to a logit for every word.
///
/// In int8 the logits decide between words that are often close, so those that come near the best are computed again from
/// the word embeddings in fp32, which lie there anyway: half of the bytes read, and the order of the words that count is
/// exact for the states given. Where the weights are not those embeddings, the head stays out of int8. Thread: one caller.
class WordHead {
public:
    /// `words` [vocab, width], the word embeddings, outlive this.
    WordHead(const BlipTextConfig& config, const PlainWeights& predictions, const std::vector<float>& words,
             Numeric numeric);

    /// States [rows, width] -> logits [rows, vocab], valid until the next call.
    const float* operator()(const float* states, std::int64_t rows);

private:
    void transform(const float* states, std::int64_t rows);
    void refine(const float* transformed, float* logits);

    BlipTextConfig m_config;
    std::span<const float> m_words; ///< to refine by; empty where nothing is refined
    Numeric m_transformNumeric;
    Numeric m_numeric; ///< of the product with all words
    PackedLinear m_transform;
    PlainNorm m_norm;
    std::vector<float> m_bias;
    PackedLinear m_decoder;

    Operand m_input;
    AlignedBuffer<float> m_transformed; ///< [rows, width]
    AlignedBuffer<float> m_logits;
    std::vector<float> m_best; ///< of each few logits
};

} // namespace vidimus::inference
