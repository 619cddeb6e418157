#include "core/inference/torch/torch_embedder.h"

#include <algorithm>
#include <utility>

#include <ATen/ops/tensor.h>

#include "core/inference/tokenizer/clip_tokenizer.h"
#include "core/inference/torch/clip_model.h"
#include "core/inference/torch/lazy_model.h"
#include "core/inference/torch/picture_batch.h"
#include "core/inference/torch/stopwatch.h"

namespace vidimus::inference {

namespace {

constexpr int kBatch = 16;

/// The texts of a call that mean something, as ids.
struct TextBatch {
    at::Tensor ids;                 ///< int64 [taken, longest]; 0 after a text's end, where nothing looks
    std::vector<std::size_t> taken; ///< their places in the call
};

class TorchEmbedder final : public Embedder {
public:
    TorchEmbedder(ModelFolder folder, TorchSession session, ClipTokenizer tokenizer, Origin origin)
        : m_model(std::move(folder), std::move(session))
        , m_tokenizer(std::move(tokenizer))
        , m_origin(origin)
    {}

    EmbedderInfo info() const override
    {
        const ModelFolder& folder = m_model.folder();
        return {{folder.id, folder.name, m_origin},
                m_model.config().projectionDim,
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

    LazyModel<ClipModel, ClipConfig> m_model;
    ClipTokenizer m_tokenizer;
    Origin m_origin;
};

/// features [rows, dimension] -> one vector a row.
std::vector<Embedding> vectorsOf(const at::Tensor& features)
{
    const at::Tensor rows = unitLength(features).to(at::kCPU, at::kFloat).contiguous();
    const auto dimension = static_cast<std::size_t>(rows.size(1));
    std::vector<Embedding> vectors;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        const float* row = rows.data_ptr<float>() + i * rows.size(1);
        vectors.emplace_back(row, row + dimension);
    }
    return vectors;
}

/// `features` for the inputs in `taken`, each with its share of the times.
void putResults(std::vector<Result<EmbeddingResult>>& results, const std::vector<std::size_t>& taken,
                const Result<at::Tensor>& features, const StageTimes& times)
{
    if (!features) {
        for (const std::size_t place : taken)
            results[place] = fail(features.error());
        return;
    }
    std::vector<Embedding> vectors = vectorsOf(*features);
    for (std::size_t i = 0; i < taken.size(); ++i)
        results[taken[i]] = EmbeddingResult{std::move(vectors[i]), times};
}

Result<void> TorchEmbedder::warmUp(std::stop_token stop)
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

std::vector<Result<EmbeddingResult>> TorchEmbedder::embedImages(std::span<const RgbImage* const> images,
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
    const c10::InferenceMode inference;
    const Stopwatch watch;
    const auto features = (*model)->imageFeatures(batch.pixels.to(m_model.device()), stop);
    const auto count = static_cast<std::int64_t>(batch.taken.size());
    putResults(results, batch.taken, features, {batch.microseconds, watch.microseconds() / count, 0});
    return results;
}

TextBatch TorchEmbedder::tokenise(std::span<const std::string> texts) const
{
    std::vector<std::vector<int>> rows;
    std::size_t longest = 0;
    TextBatch batch;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::vector<int> ids = m_tokenizer.encode(texts[i], m_model.config().contextLength);
        if (ids.size() <= 2) // start and end: nothing between
            continue;
        longest = std::max(longest, ids.size());
        rows.push_back(std::move(ids));
        batch.taken.push_back(i);
    }
    std::vector<std::int64_t> padded(rows.size() * longest, 0);
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::copy(rows[i].begin(), rows[i].end(), padded.begin() + static_cast<std::ptrdiff_t>(i * longest));
    batch.ids = at::tensor(padded, at::TensorOptions().dtype(at::kLong))
                    .view({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(longest)});
    return batch;
}

std::vector<Result<EmbeddingResult>> TorchEmbedder::embedTexts(std::span<const std::string> texts, std::stop_token stop)
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
    const c10::InferenceMode inference;
    const auto features = (*model)->textFeatures(batch.ids.to(m_model.device()), stop);
    const auto count = static_cast<std::int64_t>(batch.taken.size());
    putResults(results, batch.taken, features, {0, 0, watch.microseconds() / count});
    return results;
}

} // namespace

Result<std::unique_ptr<Embedder>> makeTorchEmbedder(const ModelFolder& model, Origin origin, const RunOptions& options)
{
    const auto* config = std::get_if<ClipConfig>(&model.config);
    if (!config)
        return fail(ErrorCode::Unsupported, model.name + " writes captions; it has no vectors to search by.");
    auto session = TorchSession::open(options);
    if (!session)
        return fail(session.error());
    auto tokenizer = ClipTokenizer::load(model.folder, config->vocabSize);
    if (!tokenizer)
        return fail(tokenizer.error());
    if (const int end = tokenizer->endId();
        config->pooling == TextPooling::LargestId ? end + 1 != config->vocabSize : end != config->eosId)
        return fail(ErrorCode::Corrupt, displayPath(model.folder) + " has the vocabulary of another model: its end token "
                                        "is " + std::to_string(end) + ", which this model does not end texts with.");
    return std::make_unique<TorchEmbedder>(model, std::move(*session), std::move(*tokenizer), origin);
}

} // namespace vidimus::inference
