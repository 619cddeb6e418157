#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/error.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/onednn/picture_memory.h"
#include "core/inference/onednn/plain_weights.h"
#include "core/inference/onednn/word_head.h"
#include "core/inference/onednn/word_memory.h"
#include "core/inference/step_hook.h"

namespace vidimus::inference {

/// torch/blip_decoder.h on packed weights. Thread: one caller.
class PackedBlipDecoder {
public:
    PackedBlipDecoder(const BlipTextConfig& config, const PlainWeights& weights, Numeric numeric);

    const BlipTextConfig& config() const { return m_config; }

    /// What the layers see of a picture: states [tokens, vision width] -> keys and values of all layers.
    Result<PictureMemory> look(const float* states, std::int64_t tokens, const StepGate& gate);
    /// For look() to use again.
    void giveBack(std::vector<PictureMemory> pictures);

    /// Reads `count` words for each row, one after the other: `words` [rows, count] at the positions from
    /// `memory.length()` on, each row about `pictures[pictureOfRow[row]]`. Returns the logits after the last of them,
    /// [rows, vocab], valid until the next call.
    Result<const float*> read(std::span<const int> words, std::int64_t count,
                              const std::vector<PictureMemory>& pictures, std::span<const int> pictureOfRow,
                              WordMemory& memory, const StepGate& gate);

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
    PictureMemory takeMemory(const PictureMemory::Shape& shape);
    static Layer layerOf(const PlainWeights& weights, const BlipTextConfig& config);

    // What is read lies in m_x as [rows, count, width].
    void embed(std::span<const int> words, std::int64_t count, std::int64_t position);
    void attendWords(const Layer& layer, std::size_t index, std::int64_t count, WordMemory& memory);
    void attendPicture(const Layer& layer, std::size_t index, std::int64_t count,
                       const std::vector<PictureMemory>& pictures, std::span<const int> pictureOfRow);
    void think(const Layer& layer);
    /// m_x = norm(m_x + linear(input)), and m_input becomes m_x as the next factor.
    void addAndNorm(const PackedLinear& linear, const Operand& input, const PlainNorm& norm);
    float* product(const PackedLinear& linear, const Operand& input);
    void takeInput(std::int64_t rows);

    BlipTextConfig m_config;
    Numeric m_numeric;
    std::vector<float> m_words;     ///< [vocab, width]
    std::vector<float> m_positions; ///< [positions, width]
    PlainNorm m_embeddingNorm;
    std::vector<Layer> m_layers;
    WordHead m_head;
    std::vector<PictureMemory> m_spare;

    AlignedBuffer<float> m_x;
    Operand m_input; ///< m_x as a factor
    Operand m_mixed;
    AlignedBuffer<float> m_product;
};

} // namespace vidimus::inference
