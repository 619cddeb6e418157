#include "app/composition/deferred_models.h"

#include <algorithm>
#include <utility>

namespace vidimus::app {

namespace {

using inference::CaptionResult;
using inference::EmbeddingResult;

constexpr int kBatch = 16; ///< as the models say of themselves once they are open

Error unavailable(Error error)
{
    error.code = ErrorCode::ModelUnavailable;
    return error;
}

int shortSideOf(const inference::ModelFolder& model)
{
    return std::max(model.preprocess.width, model.preprocess.height);
}

class DeferredCaptioner final : public inference::Captioner {
public:
    DeferredCaptioner(inference::CaptionerInfo info, CaptionerOpener open)
        : m_info(std::move(info)), m_open(std::move(open))
    {}

    inference::CaptionerInfo info() const override { return m_info; }

    Result<void> warmUp(std::stop_token stop) override
    {
        const auto model = opened();
        return model ? (*model)->warmUp(std::move(stop)) : fail(model.error());
    }

    std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images,
                                               const inference::CaptionOptions& options, std::stop_token stop) override
    {
        const auto model = opened();
        if (!model)
            return std::vector<Result<CaptionResult>>(images.size(), fail(model.error()));
        return (*model)->caption(images, options, std::move(stop));
    }

    void unload() override
    {
        if (m_model)
            m_model->unload();
    }

private:
    Result<inference::Captioner*> opened()
    {
        if (!m_model) {
            auto model = m_open();
            if (!model)
                return fail(unavailable(model.error()));
            m_model = std::move(*model);
        }
        return m_model.get();
    }

    const inference::CaptionerInfo m_info;
    const CaptionerOpener m_open;
    std::unique_ptr<inference::Captioner> m_model;
};

class DeferredEmbedder final : public inference::Embedder {
public:
    DeferredEmbedder(inference::EmbedderInfo info, EmbedderOpener open)
        : m_info(std::move(info)), m_open(std::move(open))
    {}

    inference::EmbedderInfo info() const override { return m_info; }

    Result<void> warmUp(std::stop_token stop) override
    {
        const auto model = opened();
        return model ? (*model)->warmUp(std::move(stop)) : fail(model.error());
    }

    std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                     std::stop_token stop) override
    {
        const auto model = opened();
        if (!model)
            return std::vector<Result<EmbeddingResult>>(images.size(), fail(model.error()));
        return (*model)->embedImages(images, std::move(stop));
    }

    std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts, std::stop_token stop) override
    {
        const auto model = opened();
        if (!model)
            return std::vector<Result<EmbeddingResult>>(texts.size(), fail(model.error()));
        return (*model)->embedTexts(texts, std::move(stop));
    }

    void unload() override
    {
        if (m_model)
            m_model->unload();
    }

private:
    Result<inference::Embedder*> opened()
    {
        if (!m_model) {
            auto model = m_open();
            if (!model)
                return fail(unavailable(model.error()));
            m_model = std::move(*model);
        }
        return m_model.get();
    }

    const inference::EmbedderInfo m_info;
    const EmbedderOpener m_open;
    std::unique_ptr<inference::Embedder> m_model;
};

} // namespace

std::unique_ptr<inference::Captioner> makeDeferredCaptioner(const inference::ModelFolder& model, Origin origin,
                                                            CaptionerOpener open)
{
    inference::CaptionerInfo info;
    info.model = {model.id, model.name, origin};
    info.preferredShortSide = shortSideOf(model);
    info.preferredBatch = kBatch;
    return std::make_unique<DeferredCaptioner>(std::move(info), std::move(open));
}

std::unique_ptr<inference::Embedder> makeDeferredEmbedder(const inference::ModelFolder& model, Origin origin,
                                                          EmbedderOpener open)
{
    inference::EmbedderInfo info;
    info.model = {model.id, model.name, origin};
    info.dimension = std::get<inference::ClipConfig>(model.config).projectionDim;
    info.preferredShortSide = shortSideOf(model);
    info.preferredBatch = kBatch;
    return std::make_unique<DeferredEmbedder>(std::move(info), std::move(open));
}

} // namespace vidimus::app
