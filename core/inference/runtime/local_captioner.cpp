#include "core/inference/runtime/local_captioner.h"

#include <algorithm>
#include <utility>

#include "core/inference/generation/generate.h"
#include "core/inference/runtime/caption_text.h"
#include "core/inference/runtime/open_backend.h"
#include "core/inference/runtime/picture_batch.h"
#include "core/inference/runtime/stopwatch.h"
#include "core/inference/tokenizer/wordpiece_tokenizer.h"

namespace vidimus::inference {

namespace {

constexpr int kBatch = 16;

class LocalCaptioner final : public Captioner {
public:
    LocalCaptioner(ModelFolder folder, LazyBackend<BlipBackend>::Load load, WordPieceTokenizer tokenizer, Origin origin)
        : m_model(std::move(folder), std::move(load)), m_tokenizer(std::move(tokenizer)), m_origin(origin)
    {}

    CaptionerInfo info() const override
    {
        const ModelFolder& folder = m_model.folder();
        return {
            {folder.id, folder.name, m_origin}, std::max(folder.preprocess.width, folder.preprocess.height), kBatch};
    }

    Result<void> warmUp(std::stop_token stop) override;
    std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images, const CaptionOptions& options,
                                               std::stop_token stop) override;
    void unload() override { m_model.drop(); }

private:
    /// Of pictures that are fit: as many results, or what stopped all of them.
    Result<std::vector<CaptionResult>> describe(const PictureBatch& batch, const CaptionOptions& options,
                                                const std::stop_token& stop);
    Result<std::vector<int>> promptIds(const CaptionOptions& options) const;
    GenerationOptions generationOptions(const CaptionOptions& options, std::size_t promptLength) const;

    const BlipTextConfig& text() const { return std::get<BlipConfig>(m_model.folder().config).text; }

    LazyBackend<BlipBackend> m_model;
    WordPieceTokenizer m_tokenizer;
    Origin m_origin;
};

Result<void> LocalCaptioner::warmUp(std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");
    const PreprocessConfig& size = m_model.folder().preprocess;
    const std::size_t values = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 3;
    const RgbImage grey{size.width, size.height, std::vector<std::uint8_t>(values, 127)};
    const RgbImage* const images[] = {&grey};
    CaptionOptions two;
    two.maxTokens = 2; // the first reads the prompt, the second goes on from the cache
    const auto results = caption(images, two, std::move(stop));
    return results.front() ? Result<void>() : fail(results.front().error());
}

/// The prompt as the original feeds it: [CLS] becomes [DEC], [SEP] is dropped.
Result<std::vector<int>> LocalCaptioner::promptIds(const CaptionOptions& options) const
{
    std::vector<int> ids{text().bosId};
    if (!options.prompt.empty()) {
        ids = m_tokenizer.encode(options.prompt);
        ids.front() = text().bosId;
        ids.pop_back();
    }
    if (ids.size() >= static_cast<std::size_t>(text().maxPositions))
        return fail(ErrorCode::InvalidArgument,
                    "The words a caption is to begin with are too many for this model, which "
                    "takes " +
                        std::to_string(text().maxPositions - 1) + " tokens.");
    return ids;
}

GenerationOptions LocalCaptioner::generationOptions(const CaptionOptions& options, std::size_t promptLength) const
{
    const int prompt = static_cast<int>(promptLength);
    GenerationOptions generation;
    generation.beams = options.beams;
    generation.maxLength = std::min(prompt + options.maxTokens, text().maxPositions);
    generation.minLength = options.minTokens > 0 ? prompt + options.minTokens : 0;
    generation.lengthPenalty = options.lengthPenalty;
    generation.repetitionPenalty = options.repetitionPenalty;
    generation.endId = text().sepId;
    generation.returned = std::clamp(options.alternatives + 1, 1, std::max(options.beams, 1));
    return generation;
}

Result<std::vector<CaptionResult>> LocalCaptioner::describe(const PictureBatch& batch, const CaptionOptions& options,
                                                            const std::stop_token& stop)
{
    const auto prompt = promptIds(options);
    if (!prompt)
        return fail(prompt.error());
    const auto model = m_model.get();
    if (!model)
        return fail(model.error());

    const auto count = static_cast<std::int64_t>(batch.taken.size());
    const Stopwatch visionWatch;
    const auto decoder = (*model)->look(batch.pixels, static_cast<int>(count), stop);
    if (!decoder)
        return fail(decoder.error());
    const std::int64_t visionTime = visionWatch.microseconds() / count;

    const Stopwatch textWatch;
    const auto written =
        generate(**decoder, static_cast<int>(count), *prompt, generationOptions(options, prompt->size()), stop);
    if (!written)
        return fail(written.error());
    const std::int64_t textTime = textWatch.microseconds() / count;

    std::vector<CaptionResult> results;
    for (const std::vector<Hypothesis>& hypotheses : *written) {
        CaptionResult result;
        result.caption = captionOf(hypotheses.front(), *prompt, m_tokenizer);
        for (std::size_t i = 1; i < hypotheses.size(); ++i)
            result.alternatives.push_back(captionOf(hypotheses[i], *prompt, m_tokenizer));
        result.times = {batch.microseconds, visionTime, textTime};
        results.push_back(std::move(result));
    }
    return results;
}

std::vector<Result<CaptionResult>> LocalCaptioner::caption(std::span<const RgbImage* const> images,
                                                           const CaptionOptions& options, std::stop_token stop)
{
    const PictureBatch batch = preparePictures(images, m_model.folder().preprocess);
    std::vector<Result<CaptionResult>> results;
    for (const Error& refused : batch.refused)
        results.push_back(fail(refused));
    if (batch.taken.empty())
        return results;
    auto described = describe(batch, options, stop);
    for (std::size_t i = 0; i < batch.taken.size(); ++i) {
        if (described)
            results[batch.taken[i]] = std::move((*described)[i]);
        else
            results[batch.taken[i]] = fail(described.error());
    }
    return results;
}

} // namespace

Result<std::unique_ptr<Captioner>> makeLocalCaptioner(const ModelFolder& model, Origin origin,
                                                      const RunOptions& options)
{
    const auto* config = std::get_if<BlipConfig>(&model.config);
    if (!config)
        return fail(ErrorCode::Unsupported, model.name + " embeds pictures and texts; it writes no captions.");
    auto load = blipLoader(options);
    if (!load)
        return fail(load.error());
    auto tokenizer = WordPieceTokenizer::load(model.folder, config->text.vocabSize);
    if (!tokenizer)
        return fail(tokenizer.error());
    if (tokenizer->sepId() != config->text.sepId)
        return fail(ErrorCode::Corrupt, displayPath(model.folder) +
                                            " has the vocabulary of another model: a caption ends "
                                            "with id " +
                                            std::to_string(config->text.sepId) + ", [SEP] is " +
                                            std::to_string(tokenizer->sepId()) + ".");
    return std::make_unique<LocalCaptioner>(model, std::move(*load), std::move(*tokenizer), origin);
}

} // namespace vidimus::inference
