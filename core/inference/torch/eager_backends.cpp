#include "core/inference/torch/eager_backends.h"

#include <cmath>
#include <utility>

#include <ATen/ops/from_blob.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

#include "core/inference/torch/blip_caption_decoder.h"
#include "core/inference/torch/blip_model.h"
#include "core/inference/torch/clip_model.h"

namespace vidimus::inference {

namespace {

/// [count, 3, S, S] on the device; on the processor a view of `pixels`.
at::Tensor pictureTensor(std::span<const float> pixels, int count, at::Device device)
{
    const auto side = std::lround(std::sqrt(static_cast<double>(pixels.size()) / (3.0 * count)));
    return at::from_blob(const_cast<float*>(pixels.data()), {count, 3, side, side}, at::kFloat).to(device);
}

Result<std::vector<float>> valuesOf(const Result<at::Tensor>& features)
{
    if (!features)
        return fail(features.error());
    const at::Tensor plain = features->to(at::kCPU, at::kFloat).contiguous();
    return std::vector<float>(plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel());
}

class EagerBlip final : public BlipBackend {
public:
    EagerBlip(const ModelFolder& model, TorchSession session)
        : m_session(std::move(session))
        , m_model(std::get<BlipConfig>(model.config), Weights(model.checkpoint, m_session.device()))
    {}

    Result<std::unique_ptr<CaptionDecoder>> look(std::span<const float> pixels, int pictures,
                                                 const std::stop_token& stop) override
    {
        m_session.useThreads();
        const c10::InferenceMode inference;
        const auto seen = m_model.vision(pictureTensor(pixels, pictures, m_session.device()), stop);
        if (!seen)
            return fail(seen.error());
        return std::make_unique<BlipCaptionDecoder>(m_model.decoder, *seen);
    }

private:
    TorchSession m_session;
    BlipModel m_model;
};

class EagerClip final : public ClipBackend {
public:
    EagerClip(const ModelFolder& model, TorchSession session)
        : m_session(std::move(session))
        , m_model(std::get<ClipConfig>(model.config), Weights(model.checkpoint, m_session.device()))
    {}

    Result<std::vector<float>> imageFeatures(std::span<const float> pixels, int pictures,
                                             const std::stop_token& stop) override
    {
        m_session.useThreads();
        const c10::InferenceMode inference;
        return valuesOf(m_model.imageFeatures(pictureTensor(pixels, pictures, m_session.device()), stop));
    }

    Result<std::vector<float>> textFeatures(std::span<const int> ids, int texts, const std::stop_token& stop) override
    {
        m_session.useThreads();
        const c10::InferenceMode inference;
        const std::vector<std::int64_t> wide(ids.begin(), ids.end());
        const at::Tensor rows = at::tensor(wide, at::TensorOptions().dtype(at::kLong)).view({texts, -1});
        return valuesOf(m_model.textFeatures(rows.to(m_session.device()), stop));
    }

private:
    TorchSession m_session;
    ClipModel m_model;
};

} // namespace

std::unique_ptr<BlipBackend> makeEagerBlip(const ModelFolder& model, const TorchSession& session)
{
    return std::make_unique<EagerBlip>(model, session);
}

std::unique_ptr<ClipBackend> makeEagerClip(const ModelFolder& model, const TorchSession& session)
{
    return std::make_unique<EagerClip>(model, session);
}

} // namespace vidimus::inference
