#include "core/inference/onednn/packed_caption_decoder.h"

#include <numeric>
#include <utility>

namespace vidimus::inference {

namespace {

WordMemory emptyMemory(const BlipTextConfig& config, std::size_t rows)
{
    return {static_cast<std::int64_t>(rows), config.layers, config.hiddenSize};
}

} // namespace

PackedCaptionDecoder::PackedCaptionDecoder(PackedBlipDecoder& model, std::vector<PictureMemory> pictures,
                                           StepHook* hook)
    : m_model(model)
    , m_pictures(std::move(pictures))
    , m_memory(emptyMemory(model.config(), m_pictures.size()))
    , m_hook(hook)
{}

PackedCaptionDecoder::~PackedCaptionDecoder()
{
    m_model.giveBack(std::move(m_pictures));
}

Result<std::span<const float>> PackedCaptionDecoder::start(std::span<const int> prompt, std::stop_token stop)
{
    m_memory = emptyMemory(m_model.config(), m_pictures.size());
    m_pictureOfRow.resize(m_pictures.size());
    std::iota(m_pictureOfRow.begin(), m_pictureOfRow.end(), 0);
    std::vector<int> words;
    for (std::size_t picture = 0; picture < m_pictures.size(); ++picture)
        words.insert(words.end(), prompt.begin(), prompt.end());
    return read(words, prompt.size(), stop);
}

Result<std::span<const float>> PackedCaptionDecoder::step(std::span<const int> token, std::span<const int> sourceRow,
                                                          std::stop_token stop)
{
    m_memory.select(sourceRow);
    std::vector<int> pictureOfRow;
    for (const int row : sourceRow)
        pictureOfRow.push_back(m_pictureOfRow[static_cast<std::size_t>(row)]);
    m_pictureOfRow = std::move(pictureOfRow);
    return read(token, 1, stop);
}

Result<std::span<const float>> PackedCaptionDecoder::read(std::span<const int> words, std::size_t count,
                                                          const std::stop_token& stop)
{
    const std::size_t values = words.size() / count * static_cast<std::size_t>(vocabSize());
    return m_model.read(words, static_cast<std::int64_t>(count), m_pictures, m_pictureOfRow, m_memory, {stop, m_hook})
        .map([&](const float* logits) { return std::span<const float>(logits, values); });
}

} // namespace vidimus::inference
