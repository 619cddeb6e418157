#include "core/inference/torch/blip_caption_decoder.h"

#include <algorithm>
#include <numeric>

#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

namespace vidimus::inference {

namespace {

at::Tensor indexTensor(const std::vector<std::int64_t>& values, at::Device device)
{
    return at::tensor(values, at::TensorOptions().dtype(at::kLong)).to(device);
}

PictureMemory selected(const PictureMemory& pictures, const at::Tensor& which)
{
    PictureMemory chosen;
    for (const KeyValue& layer : pictures)
        chosen.push_back({layer.k.index_select(0, which), layer.v.index_select(0, which)});
    return chosen;
}

/// The pictures of the rows in order, each once, where every picture has as many rows as the others and they lie
/// together; the picture of every row otherwise.
std::vector<std::int64_t> owners(const std::vector<std::int64_t>& pictureOfRow)
{
    std::vector<std::int64_t> each = pictureOfRow;
    each.erase(std::unique(each.begin(), each.end()), each.end());
    const std::size_t rows = pictureOfRow.size() / each.size();
    if (rows * each.size() != pictureOfRow.size())
        return pictureOfRow;
    for (std::size_t i = 0; i < pictureOfRow.size(); ++i) {
        if (pictureOfRow[i] != each[i / rows])
            return pictureOfRow;
    }
    return each;
}

} // namespace

BlipCaptionDecoder::BlipCaptionDecoder(const BlipDecoder& model, const at::Tensor& visionStates)
    : m_model(model), m_pictures(model.look(visionStates))
{}

Result<std::span<const float>> BlipCaptionDecoder::start(std::span<const int> prompt, std::stop_token stop)
{
    const c10::InferenceMode inference;
    const std::int64_t pictures = m_pictures.front().k.size(0);
    m_pictureOfRow.resize(static_cast<std::size_t>(pictures));
    std::iota(m_pictureOfRow.begin(), m_pictureOfRow.end(), 0);
    m_seenPictures = m_pictureOfRow;
    m_seen = m_pictures;
    m_memory = {};
    const std::vector<std::int64_t> ids(prompt.begin(), prompt.end());
    return read(indexTensor(ids, m_model.wordEmbeddings.device()).expand({pictures, -1}), stop);
}

Result<std::span<const float>> BlipCaptionDecoder::step(std::span<const int> token, std::span<const int> sourceRow,
                                                        std::stop_token stop)
{
    const c10::InferenceMode inference;
    const at::Device device = m_model.wordEmbeddings.device();
    const std::vector<std::int64_t> rows(sourceRow.begin(), sourceRow.end());
    std::vector<std::int64_t> unchanged(m_pictureOfRow.size());
    std::iota(unchanged.begin(), unchanged.end(), 0);
    if (rows != unchanged) {
        m_memory.select(indexTensor(rows, device));
        std::vector<std::int64_t> pictureOfRow;
        for (const std::int64_t row : rows)
            pictureOfRow.push_back(m_pictureOfRow[static_cast<std::size_t>(row)]);
        m_pictureOfRow = std::move(pictureOfRow);
        arrangePictures();
    }
    const std::vector<std::int64_t> ids(token.begin(), token.end());
    return read(indexTensor(ids, device).unsqueeze(1), stop);
}

void BlipCaptionDecoder::arrangePictures()
{
    std::vector<std::int64_t> wanted = owners(m_pictureOfRow);
    if (wanted == m_seenPictures)
        return;
    m_seen = selected(m_pictures, indexTensor(wanted, m_model.wordEmbeddings.device()));
    m_seenPictures = std::move(wanted);
}

Result<std::span<const float>> BlipCaptionDecoder::read(const at::Tensor& ids, const std::stop_token& stop)
{
    const auto hidden = m_model.read(ids, m_seen, m_memory, stop);
    if (!hidden)
        return fail(hidden.error());
    m_logits = m_model.logits(hidden->select(1, -1)).to(at::kCPU, at::kFloat).contiguous();
    return std::span<const float>(m_logits.data_ptr<float>(), static_cast<std::size_t>(m_logits.numel()));
}

} // namespace vidimus::inference
