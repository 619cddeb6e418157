#include "app/cli/retrieval_scores.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace vidimus::cli {

namespace {

constexpr std::size_t kFirsts = 500;
constexpr std::size_t kTop = 10;

double product(const Embedding& a, const Embedding& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// The pictures nearest to a query, nearest first.
std::vector<std::size_t> nearest(const Embedding& query, const std::vector<Embedding>& vectors, std::size_t among,
                                 std::size_t wanted)
{
    std::vector<std::pair<double, std::size_t>> scored;
    for (std::size_t i = 0; i < std::min(among, vectors.size()); ++i) {
        if (!vectors[i].empty())
            scored.emplace_back(-product(query, vectors[i]), i);
    }
    const std::size_t top = std::min(wanted, scored.size());
    std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(top), scored.end());
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < top; ++i)
        places.push_back(scored[i].second);
    return places;
}

bool shows(const LabelledPicture& picture, const std::string& keyword, const LabelWords& words)
{
    return std::any_of(picture.things.begin(), picture.things.end(), [&](const LabelledThing& thing) {
        const LabelWords::Thing* const known = words.find(thing.name);
        return known && std::find(known->keywords.begin(), known->keywords.end(), keyword) != known->keywords.end();
    });
}

} // namespace

double RetrievalScores::keywordPrecision() const
{
    double sum = 0;
    for (const KeywordScore& score : keywords)
        sum += score.top.value();
    return keywords.empty() ? 0 : sum / static_cast<double>(keywords.size());
}

Result<RetrievalScores> scoreRetrieval(const LabelledPictures& labelled, const std::vector<Embedding>& vectors,
                                       const EmbedQuery& embed)
{
    RetrievalScores scores;
    const auto& pictures = labelled.pictures;
    for (std::size_t i = 0; i < std::min(kFirsts, pictures.size()); ++i) {
        if (vectors[i].empty())
            continue;
        const auto query = embed(pictures[i].caption);
        if (!query)
            return fail(query.error());
        const std::vector<std::size_t> found = nearest(*query, vectors, kFirsts, 1);
        scores.firsts.count(!found.empty() && pictures[found.front()].caption == pictures[i].caption);
    }
    std::set<std::string> keywords;
    for (const LabelWords::Thing& thing : labelled.words.things)
        keywords.insert(thing.keywords.begin(), thing.keywords.end());
    for (const std::string& keyword : keywords) {
        std::size_t showing = 0;
        for (std::size_t i = 0; i < pictures.size(); ++i)
            showing += !vectors[i].empty() && shows(pictures[i], keyword, labelled.words) ? 1 : 0;
        if (showing < kTop)
            continue;
        const auto query = embed(keyword);
        if (!query)
            return fail(query.error());
        KeywordScore& score = scores.keywords.emplace_back(KeywordScore{keyword, {}});
        for (const std::size_t place : nearest(*query, vectors, vectors.size(), kTop))
            score.top.count(shows(pictures[place], keyword, labelled.words));
    }
    return scores;
}

} // namespace vidimus::cli
