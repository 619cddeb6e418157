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

/// What a captioner and an embedder that are opened late have in common.
template <typename Model, typename Info, typename Opener>
class Deferred : public Model {
public:
    Deferred(Info info, Opener open) : m_info(std::move(info)), m_open(std::move(open)) {}

    Info info() const override { return m_info; }

    Result<void> warmUp(std::stop_token stop) override
    {
        const auto model = opened();
        return model ? (*model)->warmUp(std::move(stop)) : fail(model.error());
    }

    void unload() override
    {
        if (m_model)
            m_model->unload();
    }

protected:
    /// What `call` answers for `count` inputs, or why there is no model, as often.
    template <typename Answer, typename Call>
    std::vector<Result<Answer>> ask(std::size_t count, Call call)
    {
        const auto model = opened();
        if (!model)
            return std::vector<Result<Answer>>(count, fail(model.error()));
        return call(**model);
    }

private:
    Result<Model*> opened()
    {
        if (!m_model) {
            auto model = m_open();
            if (!model)
                return fail(unavailable(model.error()));
            m_model = std::move(*model);
        }
        return m_model.get();
    }

    const Info m_info;
    const Opener m_open;
    std::unique_ptr<Model> m_model;
};

class DeferredCaptioner final : public Deferred<inference::Captioner, inference::CaptionerInfo, CaptionerOpener> {
public:
    using Deferred::Deferred;

    std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images,
                                               const inference::CaptionOptions& options, std::stop_token stop) override
    {
        return ask<CaptionResult>(images.size(), [&](inference::Captioner& model) {
            return model.caption(images, options, std::move(stop));
        });
    }
};

class DeferredEmbedder final : public Deferred<inference::Embedder, inference::EmbedderInfo, EmbedderOpener> {
public:
    using Deferred::Deferred;

    std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                     std::stop_token stop) override
    {
        return ask<EmbeddingResult>(
            images.size(), [&](inference::Embedder& model) { return model.embedImages(images, std::move(stop)); });
    }

    std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts, std::stop_token stop) override
    {
        return ask<EmbeddingResult>(
            texts.size(), [&](inference::Embedder& model) { return model.embedTexts(texts, std::move(stop)); });
    }
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
