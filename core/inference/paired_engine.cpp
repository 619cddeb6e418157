#include "core/inference/paired_engine.h"

#include <algorithm>
#include <utility>

namespace vidimus::inference {

namespace {

template <typename T>
std::vector<Result<T>> refused(std::size_t count, const char* message)
{
    return std::vector<Result<T>>(count, fail(ErrorCode::NotFound, message));
}

class PairedEngine final : public Engine {
public:
    PairedEngine(std::unique_ptr<Captioner> captioner, std::unique_ptr<Embedder> embedder)
        : m_captioner(std::move(captioner)), m_embedder(std::move(embedder))
    {}

    EngineInfo info() const override
    {
        EngineInfo info;
        int batch = 0;
        if (m_captioner) {
            const CaptionerInfo part = m_captioner->info();
            info.captionModel = part.model;
            info.preferredShortSide = part.preferredShortSide;
            batch = part.preferredBatch;
        }
        if (m_embedder) {
            const EmbedderInfo part = m_embedder->info();
            info.embeddingModel = part.model;
            info.embeddingDimension = part.dimension;
            info.preferredShortSide = std::max(info.preferredShortSide, part.preferredShortSide);
            batch = std::max(batch, part.preferredBatch);
        }
        info.preferredBatch = std::max(batch, 1);
        return info;
    }

    /// The embedder first: the first thing a person does is to search.
    Result<void> warmUp(std::stop_token stop) override
    {
        if (m_embedder) {
            if (auto warm = m_embedder->warmUp(stop); !warm)
                return warm;
        }
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        return m_captioner ? m_captioner->warmUp(stop) : Result<void>();
    }

    std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images, const CaptionOptions& options,
                                               std::stop_token stop) override
    {
        if (!m_captioner)
            return refused<CaptionResult>(images.size(), "No model that captions pictures is in use.");
        return m_captioner->caption(images, options, stop);
    }

    std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                     std::stop_token stop) override
    {
        if (!m_embedder)
            return refused<EmbeddingResult>(images.size(), kNoEmbedder);
        return m_embedder->embedImages(images, stop);
    }

    std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts, std::stop_token stop) override
    {
        if (!m_embedder)
            return refused<EmbeddingResult>(texts.size(), kNoEmbedder);
        return m_embedder->embedTexts(texts, stop);
    }

    void unload() override
    {
        if (m_captioner)
            m_captioner->unload();
        if (m_embedder)
            m_embedder->unload();
    }

private:
    static constexpr const char* kNoEmbedder = "No model that embeds pictures and texts is in use.";

    std::unique_ptr<Captioner> m_captioner;
    std::unique_ptr<Embedder> m_embedder;
};

} // namespace

std::unique_ptr<Engine> makePairedEngine(std::unique_ptr<Captioner> captioner, std::unique_ptr<Embedder> embedder)
{
    return std::make_unique<PairedEngine>(std::move(captioner), std::move(embedder));
}

} // namespace vidimus::inference
