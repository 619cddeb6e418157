#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/error.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/onednn/picture_memory.h"
#include "core/inference/onednn/plain_weights.h"
#include "core/inference/onednn/word_memory.h"
#include "core/inference/step_hook.h"

namespace vidimus::inference {

/// torch/blip_decoder.h on packed weights, one word a row at a time. Thread: one caller.
class PackedBlipDecoder {
public:
    PackedBlipDecoder(const BlipTextConfig& config, const PlainWeights& weights, Numeric numeric);

    const BlipTextConfig& config() const { return m_config; }

    /// What the layers see of a picture: states [tokens, vision width] -> keys and values of all layers.
    PictureMemory look(const float* states, std::int64_t tokens);

    /// Reads one word for each row: `words` [rows] at position `words.length()` of `memory`, each about
    /// `pictures[pictureOfRow[row]]`. Returns logits [rows, vocab], valid until the next call.
    Result<const float*> read(std::span<const int> words, const std::vector<PictureMemory>& pictures,
                              std::span<const int> pictureOfRow, WordMemory& memory, const StepGate& gate);

private:
    struct Layer {
        PackedLinear qkv;
        PackedLinear attended;
        PlainNorm attendedNorm;
        PackedLinear crossQuery;
        PackedLinear crossKeyValue;
        PackedLinear crossAttended;
        PlainNorm crossNorm;
        PackedLinear intermediate;
        PackedLinear output;
        PlainNorm outputNorm;
    };
    static Layer layerOf(const PlainWeights& weights, const BlipTextConfig& config);

    void embed(std::span<const int> words, std::int64_t position);
    void attendWords(const Layer& layer, std::size_t index, WordMemory& memory, std::int64_t rows);
    void attendPicture(const Layer& layer, std::size_t index, const std::vector<PictureMemory>& pictures,
                       std::span<const int> pictureOfRow, std::int64_t rows);
    void think(const Layer& layer, std::int64_t rows);
    /// m_x = norm(m_x + linear(input)), and m_input becomes m_x as the next factor.
    void addAndNorm(const PackedLinear& linear, const Operand& input, const PlainNorm& norm, std::int64_t rows);
    float* product(const PackedLinear& linear, const Operand& input);
    void takeInput(std::int64_t rows, Numeric numeric);

    BlipTextConfig m_config;
    Numeric m_numeric;
    Numeric m_headNumeric;
    std::vector<float> m_words;     ///< [vocab, width]
    std::vector<float> m_positions; ///< [positions, width]
    PlainNorm m_embeddingNorm;
    std::vector<Layer> m_layers;
    PackedLinear m_transform;
    PlainNorm m_transformNorm;
    PackedLinear m_head;

    AlignedBuffer<float> m_x; ///< [rows, width]
    Operand m_input;          ///< m_x as a factor
    Operand m_mixed;
    AlignedBuffer<float> m_product;
    AlignedBuffer<float> m_logits;
};

} // namespace vidimus::inference
