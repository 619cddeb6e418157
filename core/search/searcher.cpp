#include "core/search/searcher.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "core/base/path_text.h"
#include "core/inference/inference_queue.h"
#include "core/media/picture_file.h"
#include "core/metrics/registry.h"
#include "core/metrics/span.h"
#include "core/metrics/stage.h"
#include "core/search/library_index.h"
#include "core/search/query_words.h"
#include "core/search/rank_fusion.h"
#include "core/storage/library.h"

namespace vidimus::search {

namespace {

namespace stage = metrics::stage;

/// Below this cosine a picture has nothing to do with a query: the rest of the library is not an answer.
constexpr float kUnrelated = 0.1f;

double milliseconds(std::int64_t microseconds)
{
    return static_cast<double>(microseconds) / 1000;
}

void addUnit(Embedding& sum, const Embedding& vector)
{
    if (sum.empty())
        sum.assign(vector.size(), 0.f);
    for (std::size_t i = 0; i < sum.size() && i < vector.size(); ++i)
        sum[i] += vector[i];
}

void normalise(Embedding& vector)
{
    double squares = 0;
    for (const float value : vector)
        squares += static_cast<double>(value) * value;
    const auto scale = static_cast<float>(squares > 0 ? 1 / std::sqrt(squares) : 0);
    for (float& value : vector)
        value *= scale;
}

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

/// What a query means as one vector; empty when it only asks for or against words.
Result<Embedding> embedQuery(const Query& query, const QueryWords& words, storage::Library& library,
                             inference::InferenceQueue& inference, std::stop_token stop)
{
    Embedding sum;
    if (!words.meaning.empty()) {
        const auto text = inference.embedText(words.meaning, stop);
        if (!text)
            return fail(text.error());
        addUnit(sum, text->vector);
    }
    if (!query.imageFile.empty()) {
        const auto picture = readPicture(query.imageFile, inference.info().preferredShortSide, stop);
        if (!picture)
            return fail(picture.error());
        const auto image = inference.embedImage(*picture, stop);
        if (!image)
            return fail(image.error());
        addUnit(sum, image->vector);
    }
    if (query.likePhoto) {
        const auto stored = library.descriptions().embedding(query.likePhoto);
        if (!stored)
            return fail(stored.error());
        if (!*stored)
            return fail(ErrorCode::NotFound,
                        "This picture has not been described yet, so nothing can be compared to it.");
        addUnit(sum, **stored);
    }
    normalise(sum);
    return sum;
}

} // namespace

Searcher::Searcher(storage::Library& library, LibraryIndex& index, inference::InferenceQueue& inference,
                   metrics::Registry& metrics)
    : m_library(library), m_index(index), m_inference(inference), m_metrics(metrics)
{}

Result<Results> Searcher::search(const Query& query, std::stop_token stop) const
{
    const QueryWords words = parseQuery(query.text);
    if (words.empty() && query.imageFile.empty() && !query.likePhoto)
        return fail(ErrorCode::InvalidArgument, "Nothing was asked: type some words or give a picture.");
    if (words.meaning.empty() && query.imageFile.empty() && !query.likePhoto)
        return fail(ErrorCode::InvalidArgument, "Say also what to look for, not only what to leave out.");

    metrics::Span total(m_metrics.histogram(stage::kSearch));
    const auto start = std::chrono::steady_clock::now();
    Results results;

    const auto vector = embedQuery(query, words, m_library, m_inference, stop);
    if (!vector) {
        total.discard();
        return fail(vector.error());
    }
    results.times.embedMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();

    const auto excluded = m_library.text().withAny(words.excluded);
    if (!excluded)
        return fail(excluded.error());
    const auto isExcluded = [&](PhotoId id) {
        return id == query.likePhoto || std::binary_search(excluded->begin(), excluded->end(), id);
    };

    std::vector<std::vector<PhotoId>> rankings;
    std::unordered_map<PhotoId, float> similarity;
    std::unordered_set<PhotoId> matchedWords;
    {
        metrics::Span span(m_metrics.histogram(stage::kIndex));
        if (!vector->empty()) {
            index::IdSet among;
            if (!excluded->empty()) {
                const index::IdSet all = m_index.photos();
                std::set_difference(all.begin(), all.end(), excluded->begin(), excluded->end(),
                                    std::back_inserter(among));
            }
            const std::size_t wanted = query.limit + (query.likePhoto ? 1 : 0);
            const auto neighbours = m_index.search(*vector, wanted, excluded->empty() ? nullptr : &among);
            if (!neighbours)
                return fail(neighbours.error());
            std::vector<PhotoId>& ranking = rankings.emplace_back();
            for (const index::Neighbour& neighbour : *neighbours) {
                if (neighbour.similarity < kUnrelated || isExcluded(neighbour.id))
                    continue;
                ranking.push_back(neighbour.id);
                similarity[neighbour.id] = neighbour.similarity;
            }
        }
        results.times.indexMs = milliseconds(span.stop());
    }
    if (stop.stop_requested()) {
        total.discard();
        return fail(ErrorCode::Cancelled, "Cancelled.");
    }
    if (!words.required.empty()) {
        metrics::Span span(m_metrics.histogram(stage::kFullText));
        const auto matches = m_library.text().match({words.required, words.excluded, words.lastIsPrefix}, query.limit);
        if (!matches)
            return fail(matches.error());
        std::vector<PhotoId>& ranking = rankings.emplace_back();
        for (const storage::TextMatch& match : *matches) {
            ranking.push_back(match.photo);
            matchedWords.insert(match.photo);
        }
    }

    for (const FusedHit& hit : fuseRankings(rankings, query.limit)) {
        const auto known = similarity.find(hit.id);
        results.hits.push_back(
            {hit.id, hit.score, known == similarity.end() ? 0.f : known->second, matchedWords.contains(hit.id)});
    }
    results.note = m_index.note();
    results.times.totalMs = milliseconds(total.stop());
    return results;
}

} // namespace vidimus::search
