#include "core/inference/onednn/packed_backends.h"

#include <utility>
#include <vector>

#include <omp.h>

#include "core/inference/onednn/packed_blip_vision.h"
#include "core/inference/onednn/packed_caption_decoder.h"
#include "core/inference/onednn/packed_clip.h"

namespace vidimus::inference {

namespace {

/// OpenMP keeps the number of threads per calling thread. Returned so that it can stand before what it is for.
int useThreads(int threads)
{
    omp_set_num_threads(threads);
    return threads;
}

class PackedBlip final : public BlipBackend {
public:
    PackedBlip(const ModelFolder& model, Numeric numeric, int threads, std::shared_ptr<StepHook> hook)
        : m_threads(useThreads(threads))
        , m_hook(std::move(hook))
        , m_config(std::get<BlipConfig>(model.config))
        , m_vision(m_config.vision, PlainWeights(model.checkpoint, m_products, numeric) / "vision_model", m_products,
                   numeric)
        , m_decoder(m_config.text, PlainWeights(model.checkpoint, m_products, numeric) / "text_decoder", numeric)
    {}

    Result<std::unique_ptr<CaptionDecoder>> look(std::span<const float> pixels, int pictures,
                                                 const std::stop_token& stop) override
    {
        useThreads(m_threads);
        const std::size_t each = pixels.size() / static_cast<std::size_t>(pictures);
        std::vector<float> states(static_cast<std::size_t>(m_vision.tokens() * m_vision.width()));
        std::vector<PictureMemory> seen;
        // One by one: what a picture needs then stays in the processor's cache, and weights are small beside that.
        for (std::size_t i = 0; i < static_cast<std::size_t>(pictures); ++i) {
            const StepGate gate(stop, m_hook.get());
            if (auto done = m_vision(pixels.subspan(i * each, each), states.data(), gate); !done)
                return fail(done.error());
            auto memory = m_decoder.look(states.data(), m_vision.tokens(), gate);
            if (!memory)
                return fail(memory.error());
            seen.push_back(std::move(*memory));
        }
        return std::make_unique<PackedCaptionDecoder>(m_decoder, std::move(seen), m_hook.get());
    }

private:
    int m_threads;
    std::shared_ptr<StepHook> m_hook;
    BlipConfig m_config;
    DnnlProducts m_products;
    PackedBlipVision m_vision;
    PackedBlipDecoder m_decoder;
};

class PackedClip final : public ClipBackend {
public:
    PackedClip(const ModelFolder& model, Numeric numeric, int threads, std::shared_ptr<StepHook> hook)
        : m_threads(useThreads(threads))
        , m_hook(std::move(hook))
        , m_numeric(numeric)
        , m_config(std::get<ClipConfig>(model.config))
        , m_vision(m_config, PlainWeights(model.checkpoint, m_products, numeric), m_products, numeric)
        , m_text(m_config, PlainWeights(model.checkpoint, m_products, numeric), m_products, numeric)
    {}

    Result<std::vector<float>> imageFeatures(std::span<const float> pixels, int pictures,
                                             const std::stop_token& stop) override
    {
        useThreads(m_threads);
        std::vector<float> features = room(pictures);
        return m_vision(pixels, pictures, features.data(), {stop, m_hook.get()}).map([&] {
            return std::move(features);
        });
    }

    Result<std::vector<float>> textFeatures(std::span<const int> ids, int texts, const std::stop_token& stop) override
    {
        useThreads(m_threads);
        std::vector<float> features = room(texts);
        return m_text(ids, texts, features.data(), stop).map([&] { return std::move(features); });
    }

private:
    std::vector<float> room(int count) const
    {
        return std::vector<float>(static_cast<std::size_t>(count) * static_cast<std::size_t>(m_config.projectionDim));
    }

    int m_threads;
    std::shared_ptr<StepHook> m_hook;
    Numeric m_numeric;
    ClipConfig m_config;
    DnnlProducts m_products;
    PackedClipVision m_vision;
    PackedClipText m_text;
};

} // namespace

std::unique_ptr<BlipBackend> makePackedBlip(const ModelFolder& model, Numeric numeric, int threads,
                                            std::shared_ptr<StepHook> hook)
{
    return std::make_unique<PackedBlip>(model, numeric, threads, std::move(hook));
}

std::unique_ptr<ClipBackend> makePackedClip(const ModelFolder& model, Numeric numeric, int threads,
                                            std::shared_ptr<StepHook> hook)
{
    return std::make_unique<PackedClip>(model, numeric, threads, std::move(hook));
}

} // namespace vidimus::inference
