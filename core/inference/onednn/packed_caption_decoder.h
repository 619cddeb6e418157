#pragma once

#include <vector>

#include "core/inference/generation/caption_decoder.h"
#include "core/inference/onednn/packed_blip_decoder.h"

namespace vidimus::inference {

/// The packed decoder as generation drives it.
class PackedCaptionDecoder final : public CaptionDecoder {
public:
    /// `model` and `hook` outlive this.
    PackedCaptionDecoder(PackedBlipDecoder& model, std::vector<PictureMemory> pictures, StepHook* hook = nullptr);
    ~PackedCaptionDecoder() override;
    PackedCaptionDecoder(const PackedCaptionDecoder&) = delete;
    PackedCaptionDecoder& operator=(const PackedCaptionDecoder&) = delete;

    int vocabSize() const override { return m_model.config().vocabSize; }
    int maxPositions() const override { return m_model.config().maxPositions; }
    Result<std::span<const float>> start(std::span<const int> prompt, std::stop_token stop) override;
    Result<std::span<const float>> step(std::span<const int> token, std::span<const int> sourceRow,
                                        std::stop_token stop) override;

private:
    Result<std::span<const float>> read(std::span<const int> words, std::size_t count, const std::stop_token& stop);

    PackedBlipDecoder& m_model;
    std::vector<PictureMemory> m_pictures;
    std::vector<int> m_pictureOfRow;
    WordMemory m_memory;
    StepHook* m_hook;
};

} // namespace vidimus::inference
