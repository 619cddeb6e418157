#include "core/search/hit_judge.h"

#include <algorithm>
#include <utility>

#include "core/search/library_index.h"
#include "core/search/query_vector.h"

namespace vidimus::search {

namespace {

/// What was said no to is seen in a picture from this many deviations on.
constexpr float kSeen = Calibration::kLeast;
/// Just below the line.
constexpr float kDoubted = 0.49f;

} // namespace

HitJudge::HitJudge(const LibraryIndex& index, std::shared_ptr<const Calibration> calibration)
    : m_index(index), m_calibration(std::move(calibration))
{}

Result<void> HitJudge::judge(const QueryVectors& vectors, std::size_t searched, std::vector<Hit>& hits) const
{
    if (hits.empty() || vectors.wanted.empty())
        return {};
    // Likeness to the wish alone: what is against it is judged by itself below.
    const Embedding wish = queryVector(vectors.wanted, {}, {});
    const bool byBank = vectors.words && !vectors.pictures && m_calibration->knowsTexts();
    const Calibration::Expectation ofLibrary = m_calibration->ofPictures(wish);
    if (!byBank && !ofLibrary)
        return {};
    Cosines toWish;
    if (auto read = readCosines(wish, hits, toWish); !read)
        return read;
    Cosines toCommon;
    if (m_calibration->knowsTexts()) {
        if (auto read = readCosines(m_calibration->common(), hits, toCommon); !read)
            return read;
    }
    std::vector<std::pair<PhotoId, float>> ranking(toWish.begin(), toWish.end()); // those that have a vector
    std::sort(ranking.begin(), ranking.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    std::vector<float> deviations;
    deviations.reserve(ranking.size());
    for (const auto& [photo, cosine] : ranking)
        deviations.push_back(byBank ? Calibration::ofBoth(ofTexts(toCommon, photo), ofLibrary, cosine)
                                    : ofLibrary.z(cosine));
    const std::vector<float> curve = Calibration::levelled(deviations);
    Cosines z;
    for (std::size_t i = 0; i < ranking.size(); ++i)
        z.emplace(ranking[i].first, curve[i]);
    judgeByWish(z, searched, hits);
    for (const Embedding& unwanted : vectors.unwanted) {
        if (auto doubted = doubtUnwanted(unwanted, toCommon, hits); !doubted)
            return doubted;
    }
    return {};
}

/// Hits without a vector are left out.
Result<void> HitJudge::readCosines(const Embedding& direction, const std::vector<Hit>& hits, Cosines& known) const
{
    std::vector<PhotoId> photos;
    photos.reserve(hits.size());
    for (const Hit& hit : hits)
        photos.push_back(hit.id);
    std::sort(photos.begin(), photos.end());
    const auto neighbours = m_index.search(direction, photos.size(), &photos);
    if (!neighbours)
        return fail(neighbours.error());
    for (const index::Neighbour& neighbour : *neighbours)
        known.emplace(neighbour.id, neighbour.similarity);
    return {};
}

Calibration::Expectation HitJudge::ofTexts(const Cosines& toCommon, PhotoId photo) const
{
    const auto common = toCommon.find(photo);
    return common == toCommon.end() ? Calibration::Expectation() : m_calibration->ofTexts(common->second);
}

void HitJudge::judgeByWish(const Cosines& z, std::size_t searched, std::vector<Hit>& hits) const
{
    std::vector<float> best;
    best.reserve(z.size());
    for (const auto& [photo, deviations] : z)
        best.push_back(deviations);
    const float line = Calibration::line(best, searched);
    std::erase_if(hits, [&](const Hit& hit) {
        const auto known = z.find(hit.id);
        return !hit.matchedWords && known != z.end() && known->second < 0;
    });
    for (Hit& hit : hits) {
        const auto known = z.find(hit.id);
        hit.likely = hit.matchedWords || known == z.end() || known->second >= line;
        if (known != z.end())
            hit.relevance = Calibration::relevance(known->second, line);
        if (hit.matchedWords)
            hit.relevance = std::max(hit.relevance, 0.5f); // its words are there, whatever it looks like
    }
}

/// What clearly shows what was said no to comes below the line.
Result<void> HitJudge::doubtUnwanted(const Embedding& unwanted, const Cosines& toCommon, std::vector<Hit>& hits) const
{
    Cosines toUnwanted;
    if (auto read = readCosines(unwanted, hits, toUnwanted); !read)
        return read;
    for (Hit& hit : hits) {
        const auto near = toUnwanted.find(hit.id);
        if (near == toUnwanted.end() || ofTexts(toCommon, hit.id).z(near->second) < kSeen)
            continue;
        hit.likely = false;
        hit.relevance = std::min(hit.relevance, kDoubted);
    }
    return {};
}

} // namespace vidimus::search
