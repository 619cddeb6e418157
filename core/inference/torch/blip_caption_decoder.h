#pragma once

#include <vector>

#include "core/inference/generation/caption_decoder.h"
#include "core/inference/torch/blip_decoder.h"

namespace vidimus::inference {

/// BLIP's decoder as generation drives it. What LibTorch throws passes through.
class BlipCaptionDecoder final : public CaptionDecoder {
public:
    /// visionStates [pictures, vision tokens, width]; `model` outlives this.
    BlipCaptionDecoder(const BlipDecoder& model, const at::Tensor& visionStates);

    int vocabSize() const override { return m_model.config.vocabSize; }
    int maxPositions() const override { return m_model.config.maxPositions; }
    Result<std::span<const float>> start(std::span<const int> prompt, std::stop_token stop) override;
    Result<std::span<const float>> step(std::span<const int> token, std::span<const int> sourceRow,
                                        std::stop_token stop) override;

private:
    Result<std::span<const float>> read(const at::Tensor& ids, const std::stop_token& stop);
    /// Brings m_seen to what the rows of m_pictureOfRow need, with as little copying as can be.
    void arrangePictures();

    const BlipDecoder& m_model;
    PictureMemory m_pictures; ///< of all pictures
    PictureMemory m_seen;     ///< of the pictures in m_seenPictures, in that order
    std::vector<std::int64_t> m_seenPictures;
    std::vector<std::int64_t> m_pictureOfRow;
    DecoderMemory m_memory;
    at::Tensor m_logits; ///< [rows, vocab] on the processor
};

} // namespace vidimus::inference
