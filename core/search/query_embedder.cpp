#include "core/search/query_embedder.h"

#include <algorithm>
#include <memory>

#include "core/base/path_text.h"
#include "core/inference/inference_queue.h"
#include "core/media/decoder.h"
#include "core/media/picture_file.h"

namespace vidimus::search {

namespace {

constexpr std::size_t kRemembered = 64;

Result<std::shared_ptr<const RgbImage>> readPicture(const std::filesystem::path& file, int shortSide,
                                                    std::stop_token stop)
{
    const media::DecodeLimits limits;
    const auto named = [&](const Error& error) { return fail(error.code, displayPath(file) + ": " + error.message); };
    const auto bytes = media::readFile(file, limits.maxFileBytes, stop);
    if (!bytes)
        return named(bytes.error());
    const auto image = media::decode(*bytes, shortSide, limits);
    if (!image)
        return named(image.error());
    return std::make_shared<const RgbImage>(media::toRgbImage(*image));
}

} // namespace

Result<QueryVectors> QueryEmbedder::embed(const QueryWords& words, const std::vector<PictureExample>& pictures,
                                          std::stop_token stop)
{
    QueryVectors vectors;
    if (!words.meaning.empty()) {
        auto vector = text(words.meaning, stop);
        if (!vector)
            return fail(vector.error());
        vectors.wanted.push_back(std::move(*vector));
        vectors.words = true;
    }
    for (const std::string& against : words.against) {
        auto vector = text(against, stop);
        if (!vector)
            return fail(vector.error());
        vectors.unwanted.push_back(std::move(*vector));
    }
    for (const PictureExample& example : pictures) {
        auto vector = picture(example, stop);
        if (!vector)
            return fail(vector.error());
        vectors.pictures = vectors.pictures || !example.negated;
        (example.negated ? vectors.unwanted : vectors.wanted).push_back(std::move(*vector));
    }
    return vectors;
}

Result<Embedding> QueryEmbedder::text(const std::string& text, std::stop_token stop)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto known =
            std::find_if(m_known.begin(), m_known.end(), [&](const auto& entry) { return entry.first == text; });
        if (known != m_known.end()) {
            std::rotate(known, known + 1, m_known.end());
            return m_known.back().second;
        }
    }
    auto vector = embed(text, stop);
    if (!vector)
        return vector;
    const std::lock_guard lock(m_mutex);
    if (m_known.size() == kRemembered)
        m_known.erase(m_known.begin());
    m_known.emplace_back(text, *vector);
    return vector;
}

Result<Embedding> QueryEmbedder::embed(const std::string& text, std::stop_token stop)
{
    auto embedded = m_inference.embedText(text, stop);
    if (!embedded)
        return fail(embedded.error());
    return std::move(embedded->vector);
}

Result<Embedding> QueryEmbedder::picture(const PictureExample& example, std::stop_token stop)
{
    if (!example.file.empty()) {
        const auto pixels = readPicture(example.file, m_inference.info().preferredShortSide, stop);
        if (!pixels)
            return fail(pixels.error());
        auto image = m_inference.embedImage(*pixels, stop);
        if (!image)
            return fail(image.error());
        return std::move(image->vector);
    }
    auto stored = m_vectors.embedding(example.photo);
    if (!stored)
        return fail(stored.error());
    if (!*stored)
        return fail(ErrorCode::NotFound, "This picture has not been described yet, so nothing can be compared to it.");
    return std::move(**stored);
}

} // namespace vidimus::search
