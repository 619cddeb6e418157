#include "core/inference/runtime/local_embedder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/inference/runtime/open_backend.h"
#include "core/inference/runtime/picture_batch.h"
#include "core/inference/runtime/stopwatch.h"
#include "core/inference/tokenizer/clip_tokenizer.h"

namespace vidimus::inference {

namespace {

constexpr int kBatch = 16;

/// The texts of a call that mean something, as ids.
struct TextBatch {
    std::vector<int> ids;           ///< [taken, longest]; 0 after a text's end, where nothing looks
    std::vector<std::size_t> taken; ///< their places in the call
};

class LocalEmbedder final : public Embedder {
public:
    LocalEmbedder(ModelFolder folder, LazyBackend<ClipBackend>::Load load, ClipTokenizer tokenizer, Origin origin)
        : m_model(std::move(folder), std::move(load)), m_tokenizer(std::move(tokenizer)), m_origin(origin)
    {}

    EmbedderInfo info() const override
    {
        const ModelFolder& folder = m_model.folder();
        return {{folder.id, folder.name, m_origin},
                config().projectionDim,
                std::max(folder.preprocess.width, folder.preprocess.height),
                kBatch};
    }

    Result<void> warmUp(std::stop_token stop) override;
    std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                     std::stop_token stop) override;
    std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts, std::stop_token stop) override;
    void unload() override { m_model.drop(); }

private:
    TextBatch tokenise(std::span<const std::string> texts) const;

    const ClipConfig& config() const { return std::get<ClipConfig>(m_model.folder().config); }

    LazyBackend<ClipBackend> m_model;
    ClipTokenizer m_tokenizer;
    Origin m_origin;
};

/// features [count, dimension] -> one vector of unit length each.
std::vector<Embedding> vectorsOf(const std::vector<float>& features, std::size_t count)
{
    const std::size_t dimension = features.size() / count;
    std::vector<Embedding> vectors;
    for (std::size_t i = 0; i < count; ++i) {
        const auto first = features.begin() + static_cast<std::ptrdiff_t>(i * dimension);
        Embedding vector(first, first + static_cast<std::ptrdiff_t>(dimension));
        double square = 0;
        for (const float value : vector)
            square += static_cast<double>(value) * value;
        const auto inverse = static_cast<float>(1.0 / std::sqrt(square));
        for (float& value : vector)
            value *= inverse;
        vectors.push_back(std::move(vector));
    }
    return vectors;
}

/// `features` for the inputs in `taken`, each with its share of the times.
void putResults(std::vector<Result<EmbeddingResult>>& results, const std::vector<std::size_t>& taken,
                const Result<std::vector<float>>& features, const StageTimes& times)
{
    if (!features) {
        for (const std::size_t place : taken)
            results[place] = fail(features.error());
        return;
    }
    std::vector<Embedding> vectors = vectorsOf(*features, taken.size());
    for (std::size_t i = 0; i < taken.size(); ++i)
        results[taken[i]] = EmbeddingResult{std::move(vectors[i]), times};
}

Result<void> LocalEmbedder::warmUp(std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");
    const std::string text = "a photo";
    if (const auto results = embedTexts({&text, 1}, stop); !results.front())
        return fail(results.front().error());
    const PreprocessConfig& size = m_model.folder().preprocess;
    const std::size_t values = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 3;
    const RgbImage grey{size.width, size.height, std::vector<std::uint8_t>(values, 127)};
    const RgbImage* const images[] = {&grey};
    const auto results = embedImages(images, std::move(stop));
    return results.front() ? Result<void>() : fail(results.front().error());
}

std::vector<Result<EmbeddingResult>> LocalEmbedder::embedImages(std::span<const RgbImage* const> images,
                                                                std::stop_token stop)
{
    const PictureBatch batch = preparePictures(images, m_model.folder().preprocess);
    std::vector<Result<EmbeddingResult>> results;
    for (const Error& refused : batch.refused)
        results.push_back(fail(refused));
    if (batch.taken.empty())
        return results;
    const auto model = m_model.get();
    if (!model) {
        putResults(results, batch.taken, fail(model.error()), {});
        return results;
    }
    const Stopwatch watch;
    const auto count = static_cast<std::int64_t>(batch.taken.size());
    const auto features = (*model)->imageFeatures(batch.pixels, static_cast<int>(count), stop);
    putResults(results, batch.taken, features, {batch.microseconds, watch.microseconds() / count, 0});
    return results;
}

TextBatch LocalEmbedder::tokenise(std::span<const std::string> texts) const
{
    std::vector<std::vector<int>> rows;
    std::size_t longest = 0;
    TextBatch batch;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::vector<int> ids = m_tokenizer.encode(texts[i], config().contextLength);
        if (ids.size() <= 2) // start and end: nothing between
            continue;
        longest = std::max(longest, ids.size());
        rows.push_back(std::move(ids));
        batch.taken.push_back(i);
    }
    batch.ids.resize(rows.size() * longest, 0);
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::copy(rows[i].begin(), rows[i].end(), batch.ids.begin() + static_cast<std::ptrdiff_t>(i * longest));
    return batch;
}

std::vector<Result<EmbeddingResult>> LocalEmbedder::embedTexts(std::span<const std::string> texts, std::stop_token stop)
{
    const Stopwatch watch;
    std::vector<Result<EmbeddingResult>> results(
        texts.size(), fail(ErrorCode::InvalidArgument, "An empty text has no meaning to search for."));
    const TextBatch batch = tokenise(texts);
    if (batch.taken.empty())
        return results;
    const auto model = m_model.get();
    if (!model) {
        putResults(results, batch.taken, fail(model.error()), {});
        return results;
    }
    const auto count = static_cast<std::int64_t>(batch.taken.size());
    const auto features = (*model)->textFeatures(batch.ids, static_cast<int>(count), stop);
    putResults(results, batch.taken, features, {0, 0, watch.microseconds() / count});
    return results;
}

} // namespace

Result<std::unique_ptr<Embedder>> makeLocalEmbedder(const ModelFolder& model, Origin origin, const RunOptions& options)
{
    const auto* config = std::get_if<ClipConfig>(&model.config);
    if (!config)
        return fail(ErrorCode::Unsupported, model.name + " writes captions; it has no vectors to search by.");
    auto load = clipLoader(options);
    if (!load)
        return fail(load.error());
    auto tokenizer = ClipTokenizer::load(model.folder, config->vocabSize);
    if (!tokenizer)
        return fail(tokenizer.error());
    if (const int end = tokenizer->endId();
        config->pooling == TextPooling::LargestId ? end + 1 != config->vocabSize : end != config->eosId)
        return fail(ErrorCode::Corrupt, displayPath(model.folder) +
                                            " has the vocabulary of another model: its end token "
                                            "is " +
                                            std::to_string(end) + ", which this model does not end texts with.");
    return std::make_unique<LocalEmbedder>(model, std::move(*load), std::move(*tokenizer), origin);
}

} // namespace vidimus::inference
