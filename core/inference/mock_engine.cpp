#include "core/inference/mock_engine.h"

#include <chrono>
#include <optional>

#include "core/inference/mock/mock_caption.h"
#include "core/inference/mock/picture_measures.h"
#include "core/inference/mock/picture_vector.h"
#include "core/inference/mock/property_space.h"
#include "core/inference/mock/text_vector.h"
#include "core/inference/paired_engine.h"

namespace vidimus::inference {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

std::int64_t microsecondsSince(SteadyTime start)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count();
}

bool isSound(const RgbImage* image)
{
    return image && image->width > 0 && image->height > 0 &&
           image->pixels.size() == static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height) * 3;
}

/// The mock's "weights", made when first needed.
class LazyTable {
public:
    const mock::ColourTable& get()
    {
        if (!m_table)
            m_table = std::make_unique<const mock::ColourTable>();
        return *m_table;
    }
    Result<void> warmUp(const std::stop_token& stop)
    {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        get();
        return {};
    }
    void drop() { m_table.reset(); }

private:
    std::unique_ptr<const mock::ColourTable> m_table;
};

constexpr int kShortSide = 384;
constexpr int kBatch = 16;

class MockCaptioner final : public Captioner {
public:
    CaptionerInfo info() const override { return {{"mock-caption-1", "mock", Origin::Mock}, kShortSide, kBatch}; }
    Result<void> warmUp(std::stop_token stop) override { return m_table.warmUp(stop); }
    std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images, const CaptionOptions& options,
                                               std::stop_token stop) override;
    void unload() override { m_table.drop(); }

private:
    Result<CaptionResult> captionOne(const RgbImage* image, const CaptionOptions& options);

    LazyTable m_table;
};

class MockEmbedder final : public Embedder {
public:
    EmbedderInfo info() const override
    {
        return {{"mock-embed-1", "mock", Origin::Mock}, static_cast<int>(mock::kDimension), kShortSide, kBatch};
    }
    Result<void> warmUp(std::stop_token stop) override { return m_table.warmUp(stop); }
    std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                     std::stop_token stop) override;
    std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts, std::stop_token stop) override;
    void unload() override { m_table.drop(); }

private:
    Result<EmbeddingResult> embedOne(const RgbImage* image);

    LazyTable m_table;
};

Result<CaptionResult> MockCaptioner::captionOne(const RgbImage* image, const CaptionOptions& options)
{
    if (!isSound(image))
        return fail(ErrorCode::InvalidArgument, "A picture without pixels cannot be described.");
    if (options.maxTokens < 1 || options.beams < 1)
        return fail(ErrorCode::InvalidArgument, "A caption needs at least one token and one beam.");
    const SteadyTime start = std::chrono::steady_clock::now();
    const mock::PictureMeasures measures = mock::measure(*image, m_table.get());
    const std::int64_t vision = microsecondsSince(start);
    CaptionResult result = mock::describeMeasures(measures, options);
    result.times.vision = vision;
    result.times.text = microsecondsSince(start) - vision;
    return result;
}

Result<EmbeddingResult> MockEmbedder::embedOne(const RgbImage* image)
{
    if (!isSound(image))
        return fail(ErrorCode::InvalidArgument, "A picture without pixels cannot be described.");
    const SteadyTime start = std::chrono::steady_clock::now();
    EmbeddingResult result;
    result.vector = mock::pictureVector(mock::measure(*image, m_table.get()));
    result.times.vision = microsecondsSince(start);
    return result;
}

std::vector<Result<CaptionResult>> MockCaptioner::caption(std::span<const RgbImage* const> images,
                                                          const CaptionOptions& options, std::stop_token stop)
{
    std::vector<Result<CaptionResult>> results;
    results.reserve(images.size());
    for (const RgbImage* const image : images) {
        if (stop.stop_requested())
            results.push_back(fail(ErrorCode::Cancelled, "Cancelled."));
        else
            results.push_back(captionOne(image, options));
    }
    return results;
}

std::vector<Result<EmbeddingResult>> MockEmbedder::embedImages(std::span<const RgbImage* const> images,
                                                               std::stop_token stop)
{
    std::vector<Result<EmbeddingResult>> results;
    results.reserve(images.size());
    for (const RgbImage* const image : images) {
        if (stop.stop_requested())
            results.push_back(fail(ErrorCode::Cancelled, "Cancelled."));
        else
            results.push_back(embedOne(image));
    }
    return results;
}

std::vector<Result<EmbeddingResult>> MockEmbedder::embedTexts(std::span<const std::string> texts, std::stop_token stop)
{
    std::vector<Result<EmbeddingResult>> results;
    results.reserve(texts.size());
    for (const std::string& text : texts) {
        if (stop.stop_requested()) {
            results.push_back(fail(ErrorCode::Cancelled, "Cancelled."));
            continue;
        }
        const SteadyTime start = std::chrono::steady_clock::now();
        std::optional<Embedding> vector = mock::textVector(text);
        if (!vector) {
            results.push_back(fail(ErrorCode::InvalidArgument, "An empty text has no meaning to search for."));
            continue;
        }
        EmbeddingResult result;
        result.vector = std::move(*vector);
        result.times.text = microsecondsSince(start);
        results.emplace_back(std::move(result));
    }
    return results;
}

} // namespace

std::unique_ptr<Captioner> makeMockCaptioner()
{
    return std::make_unique<MockCaptioner>();
}

std::unique_ptr<Embedder> makeMockEmbedder()
{
    return std::make_unique<MockEmbedder>();
}

std::unique_ptr<Engine> makeMockEngine()
{
    return makePairedEngine(makeMockCaptioner(), makeMockEmbedder());
}

} // namespace vidimus::inference
