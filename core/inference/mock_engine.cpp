#include "core/inference/mock_engine.h"

#include <chrono>
#include <optional>

#include "core/inference/mock/mock_caption.h"
#include "core/inference/mock/picture_measures.h"
#include "core/inference/mock/picture_vector.h"
#include "core/inference/mock/property_space.h"
#include "core/inference/mock/text_vector.h"

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

class MockEngine final : public Engine {
public:
    EngineInfo info() const override;
    Result<void> warmUp(std::stop_token stop) override;
    std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images, const CaptionOptions& options,
                                               std::stop_token stop) override;
    std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                     std::stop_token stop) override;
    std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts, std::stop_token stop) override;
    void unload() override { m_table.reset(); }

private:
    const mock::ColourTable& table();
    Result<CaptionResult> captionOne(const RgbImage* image, const CaptionOptions& options);
    Result<EmbeddingResult> embedOne(const RgbImage* image);

    std::unique_ptr<const mock::ColourTable> m_table; ///< the mock's "weights": made when first needed
};

const mock::ColourTable& MockEngine::table()
{
    if (!m_table)
        m_table = std::make_unique<const mock::ColourTable>();
    return *m_table;
}

EngineInfo MockEngine::info() const
{
    EngineInfo info;
    info.captionModel = {"mock-caption-1", "mock", Origin::Mock};
    info.embeddingModel = {"mock-embed-1", "mock", Origin::Mock};
    info.embeddingDimension = static_cast<int>(mock::kDimension);
    info.preferredShortSide = 384;
    info.preferredBatch = 16;
    return info;
}

Result<void> MockEngine::warmUp(std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");
    table();
    return {};
}

Result<CaptionResult> MockEngine::captionOne(const RgbImage* image, const CaptionOptions& options)
{
    if (!isSound(image))
        return fail(ErrorCode::InvalidArgument, "A picture without pixels cannot be described.");
    if (options.maxTokens < 1 || options.beams < 1)
        return fail(ErrorCode::InvalidArgument, "A caption needs at least one token and one beam.");
    const SteadyTime start = std::chrono::steady_clock::now();
    const mock::PictureMeasures measures = mock::measure(*image, table());
    const std::int64_t vision = microsecondsSince(start);
    CaptionResult result = mock::describeMeasures(measures, options);
    result.times.vision = vision;
    result.times.text = microsecondsSince(start) - vision;
    return result;
}

Result<EmbeddingResult> MockEngine::embedOne(const RgbImage* image)
{
    if (!isSound(image))
        return fail(ErrorCode::InvalidArgument, "A picture without pixels cannot be described.");
    const SteadyTime start = std::chrono::steady_clock::now();
    EmbeddingResult result;
    result.vector = mock::pictureVector(mock::measure(*image, table()));
    result.times.vision = microsecondsSince(start);
    return result;
}

std::vector<Result<CaptionResult>> MockEngine::caption(std::span<const RgbImage* const> images,
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

std::vector<Result<EmbeddingResult>> MockEngine::embedImages(std::span<const RgbImage* const> images,
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

std::vector<Result<EmbeddingResult>> MockEngine::embedTexts(std::span<const std::string> texts, std::stop_token stop)
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

std::unique_ptr<Engine> makeMockEngine()
{
    return std::make_unique<MockEngine>();
}

} // namespace vidimus::inference
