#include "core/search/searcher.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <QDateTime>

#include "core/base/clock.h"
#include "core/base/path_text.h"
#include "core/inference/inference_queue.h"
#include "core/metrics/registry.h"
#include "core/metrics/span.h"
#include "core/metrics/stage.h"
#include "core/search/answering_set.h"
#include "core/search/filter_sets.h"
#include "core/search/hit_judge.h"
#include "core/search/model_switch.h"
#include "core/search/query_parser.h"
#include "core/search/query_vector.h"
#include "core/search/query_words.h"
#include "core/search/rank_fusion.h"
#include "core/storage/library.h"

namespace vidimus::search {

namespace {

namespace stage = metrics::stage;

/// Below this cosine a picture has nothing to do with a query: the rest of the library is not an answer.
constexpr float kUnrelated = 0.1f;

using Photos = std::vector<PhotoId>;

double milliseconds(std::int64_t microseconds)
{
    return static_cast<double>(microseconds) / 1000;
}

/// Rankings are read deeper than a few wanted hits: whether those of one hold what the other asks for is known only so.
std::size_t depthOf(const Query& query)
{
    constexpr std::size_t kLeast = 200;
    return std::max(query.limit, kLeast);
}

/// What the indexes answered.
struct Found {
    std::vector<index::Neighbour> neighbours; ///< most similar first
    Photos words;                             ///< hold the words, best first
    std::size_t searched = 0;                 ///< pictures with a vector that the neighbours are the nearest of
};

Day dayOf(const Clock& clock)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch());
    const QDate today = QDateTime::fromSecsSinceEpoch(seconds.count()).date();
    return Day(std::chrono::days(QDate(1970, 1, 1).daysTo(today)));
}

std::string pictures(std::size_t count)
{
    return count == 1 ? "1 picture" : std::to_string(count) + " pictures";
}

} // namespace

class Searcher::Private {
public:
    Private(storage::Library& library, LibraryIndex& index, inference::InferenceQueue& inference,
            metrics::Registry& metrics, const Clock& clock)
        : m_library(library)
        , m_metrics(metrics)
        , m_clock(clock)
        , m_filters(library)
        , m_own(std::make_shared<AnsweringSet>(library, index, inference))
    {}

    ParsedQuery parse(std::string_view line) const { return parseQuery(line, dayOf(m_clock)); }

    Result<Results> search(const Query& query, std::stop_token stop);
    Result<Reasons> why(const Query& query, PhotoId photo);

    /// The set that answers now. Kept alive by who asks, so that it can be let go at any time.
    std::shared_ptr<AnsweringSet> answering() const
    {
        auto earlier = m_switch ? m_switch->answering() : nullptr;
        return earlier ? earlier : m_own;
    }
    void whileSwitching(std::unique_ptr<ModelSwitch> modelSwitch) { m_switch = std::move(modelSwitch); }
    ModelSwitch* modelSwitch() const { return m_switch.get(); }
    void remove(std::span<const PhotoId> photos)
    {
        m_own->index.remove(photos);
        if (const auto answers = answering(); answers != m_own)
            answers->index.remove(photos);
        for (const PhotoId photo : photos)
            if (m_switch)
                m_switch->dropped(photo);
    }
    void keepCalibrated()
    {
        m_own->calibration.keepCalibrated();
        answering()->calibration.keepCalibrated();
    }

private:
    Result<Results> answer(AnsweringSet& set, const Query& query, const ParsedQuery& parsed, std::stop_token stop);
    Result<Results> answerFilters(const Query& query, const ParsedQuery& parsed, const Photos* allowed);
    Result<Found> ask(AnsweringSet& set, const Query& query, const QueryWords& words, const Photos* allowed,
                      QueryVectors& vectors, Times& times, std::stop_token stop);
    static Result<void> findNearest(AnsweringSet& set, const Query& query, const QueryVectors& vectors,
                                    const Photos* allowed, Found& found);
    Result<std::string> reasonFor(const AnsweringSet& set, const ParsedQuery& parsed, const QueryWords& words,
                                  const Query& query, const Photos* allowed, const Results& results);

    storage::Library& m_library;
    metrics::Registry& m_metrics;
    const Clock& m_clock;
    FilterSets m_filters;
    const std::shared_ptr<AnsweringSet> m_own; ///< of the embedder in use
    std::unique_ptr<ModelSwitch> m_switch;     ///< null: there is nothing to switch from
};

Result<Results> Searcher::Private::search(const Query& query, std::stop_token stop)
{
    ParsedQuery parsed = parse(query.text);
    if (parsed.terms.empty() && query.pictures.empty()) {
        if (parsed.problems.empty())
            return fail(ErrorCode::InvalidArgument, "Nothing was asked: type some words or give a picture.");
        Results none;
        none.reason = parsed.problems.front().message;
        none.problems = std::move(parsed.problems);
        return none;
    }
    if (query.by == FoundBy::Words && !query.pictures.empty())
        return fail(ErrorCode::InvalidArgument, "A picture has no words to look for: look for it by meaning.");
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");
    metrics::Span total(m_metrics.histogram(stage::kSearch));
    const std::shared_ptr<AnsweringSet> set = answering();
    auto results = answer(*set, query, parsed, stop);
    if (!results) {
        total.discard();
        return results;
    }
    results->problems = std::move(parsed.problems);
    results->note = set->index.note();
    if (results->note.empty() && m_switch)
        results->note = m_switch->note();
    results->times.totalMs = milliseconds(total.stop());
    return results;
}

Result<Results> Searcher::Private::answer(AnsweringSet& set, const Query& query, const ParsedQuery& parsed,
                                          std::stop_token stop)
{
    const QueryWords words = wordsOf(parsed);
    const bool hasMeaning = !words.meaning.empty() || !words.against.empty() || !query.pictures.empty();
    const auto allowed = m_filters.allowed(parsed.terms);
    if (!allowed)
        return fail(allowed.error());
    const Photos* const among = allowed->get();
    if (!hasMeaning)
        return answerFilters(query, parsed, among);

    Results results;
    if (among != nullptr && among->empty()) {
        auto reason = m_filters.whyNone(parsed.terms, query.text);
        if (!reason)
            return fail(reason.error());
        results.reason = std::move(*reason);
        return results;
    }
    QueryVectors vectors;
    const auto found = ask(set, query, words, among, vectors, results.times, stop);
    if (!found)
        return fail(found.error());

    std::vector<Photos> rankings;
    std::unordered_map<PhotoId, std::size_t> rankOf;
    if (!found->neighbours.empty()) {
        Photos& ranking = rankings.emplace_back();
        for (const index::Neighbour& neighbour : found->neighbours) {
            rankOf.emplace(neighbour.id, ranking.size());
            ranking.push_back(neighbour.id);
        }
    }
    if (!words.required.empty() && query.by != FoundBy::Meaning)
        rankings.push_back(found->words);
    const std::unordered_set<PhotoId> holding(found->words.begin(), found->words.end());
    for (const FusedHit& fused : fuseRankings(rankings, query.limit)) {
        Hit hit{fused.id, fused.score, 0.f, holding.contains(fused.id), true, 1.f, 0.f};
        if (const auto rank = rankOf.find(fused.id); rank != rankOf.end()) {
            hit.similarity = found->neighbours[rank->second].similarity;
            hit.closerThan = 1.f - static_cast<float>(rank->second + 1) /
                                       static_cast<float>(std::max<std::size_t>(1, found->searched));
        }
        results.hits.push_back(hit);
    }
    const HitJudge judge(set.index, set.calibration.current());
    if (!found->neighbours.empty()) {
        if (auto judged = judge.judge(vectors, found->searched, results.hits); !judged)
            return fail(judged.error());
    }
    const auto line =
        std::stable_partition(results.hits.begin(), results.hits.end(), [](const Hit& hit) { return hit.likely; });
    results.likely = static_cast<std::size_t>(line - results.hits.begin());
    if (results.likely > 0 && line != results.hits.end()) {
        // Scores fall along the list: the doubtful ones begin below the last likely one at most.
        const float scale = std::min(1.f, std::prev(line)->score / line->score);
        std::for_each(line, results.hits.end(), [scale](Hit& hit) { hit.score *= scale; });
    }
    if (results.likely == 0) {
        auto reason = reasonFor(set, parsed, words, query, among, results);
        if (!reason)
            return fail(reason.error());
        results.reason = std::move(*reason);
    }
    return results;
}

/// Without words or pictures there is nothing to rank by: the newest first.
Result<Results> Searcher::Private::answerFilters(const Query& query, const ParsedQuery& parsed, const Photos* allowed)
{
    Results results;
    const std::size_t limit = query.allWhenFiltered ? allowed->size() : query.limit;
    const auto newest = m_library.filters().newest(*allowed, limit);
    if (!newest)
        return fail(newest.error());
    for (const PhotoId photo : *newest)
        results.hits.push_back({photo, 1.f});
    results.likely = results.hits.size();
    if (results.hits.empty()) {
        auto reason = m_filters.whyNone(parsed.terms, query.text);
        if (!reason)
            return fail(reason.error());
        results.reason = std::move(*reason);
    }
    return results;
}

/// Both indexes and the model, one after the other. At once they are no quicker and at times much slower: the look-up keeps
/// one of two cores busy, the model's threads wait for one another at every step, and the system leaves one of them
/// waiting for the busy core (p95 of 20,000 pictures: 5 to 7 ms in turn, 15 to 22 at once).
Result<Found> Searcher::Private::ask(AnsweringSet& set, const Query& query, const QueryWords& words,
                                     const Photos* allowed, QueryVectors& vectors, Times& times, std::stop_token stop)
{
    Found found;
    const storage::TextQuery text{words.required, words.lastIsPrefix};
    storage::TextMatches matches;
    if (!words.required.empty() && query.by != FoundBy::Meaning) {
        metrics::Span span(m_metrics.histogram(stage::kFullText));
        auto matched = m_library.text().match(text, depthOf(query), allowed);
        if (!matched)
            return fail(matched.error());
        matches = std::move(*matched);
    }
    if (query.by == FoundBy::Words) {
        found.words = std::move(matches.photos);
        return found;
    }
    const auto start = std::chrono::steady_clock::now();
    auto embedded = set.embedder.embed(words, query.pictures, stop);
    if (!embedded)
        return fail(embedded.error());
    times.embedMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    vectors = std::move(*embedded);
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");
    {
        metrics::Span span(m_metrics.histogram(stage::kIndex));
        if (auto nearest = findNearest(set, query, vectors, allowed, found); !nearest)
            return fail(nearest.error());
        times.indexMs = milliseconds(span.stop());
    }
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");
    if (!matches.ranked && !found.neighbours.empty()) {
        // Words that are everywhere say nothing of the order: meaning does.
        matches.photos.clear();
        for (const index::Neighbour& neighbour : found.neighbours)
            if (std::binary_search(matches.all.begin(), matches.all.end(), neighbour.id))
                matches.photos.push_back(neighbour.id);
    }
    found.words = std::move(matches.photos);
    return found;
}

Result<void> Searcher::Private::findNearest(AnsweringSet& set, const Query& query, const QueryVectors& vectors,
                                            const Photos* allowed, Found& found)
{
    const Embedding direction = queryVector(vectors.wanted, vectors.unwanted, set.calibration.current()->common());
    if (direction.empty())
        return {};
    // The examples themselves are no answer.
    const auto isExample = [&](PhotoId id) {
        return std::any_of(query.pictures.begin(), query.pictures.end(),
                           [id](const PictureExample& example) { return example.photo == id; });
    };
    auto neighbours = set.index.search(direction, depthOf(query) + query.pictures.size(), allowed);
    if (!neighbours)
        return fail(neighbours.error());
    const std::size_t vectorsThere = set.index.size();
    found.searched = allowed != nullptr ? std::min(allowed->size(), vectorsThere) : vectorsThere;
    set.calibration.notice(vectorsThere);
    const bool away = vectors.wanted.empty(); // everything is far from what is not wanted
    for (const index::Neighbour& neighbour : *neighbours) {
        if ((away || neighbour.similarity >= kUnrelated) && !isExample(neighbour.id) &&
            found.neighbours.size() < depthOf(query))
            found.neighbours.push_back(neighbour);
    }
    return {};
}

/// Why there is nothing, or nothing likely.
Result<std::string> Searcher::Private::reasonFor(const AnsweringSet& set, const ParsedQuery& parsed,
                                                 const QueryWords& words, const Query& query, const Photos* allowed,
                                                 const Results& results)
{
    const auto photos = m_filters.photoCount();
    if (!photos)
        return fail(photos.error());
    if (*photos == 0)
        return std::string("The library is empty.");
    std::string reason;
    if (allowed != nullptr && !words.required.empty()) {
        const auto elsewhere = m_library.text().count({words.required, words.lastIsPrefix});
        if (!elsewhere)
            return fail(elsewhere.error());
        std::string filters;
        for (const Term& term : parsed.terms) {
            if (!filterOf(term))
                continue;
            if (!filters.empty())
                filters += ' ';
            filters += query.text.substr(std::min(term.begin, query.text.size()), term.end - term.begin);
        }
        const std::string within = pictures(allowed->size()) + " of " + displayText(filters, 80);
        reason = *elsewhere > 0
                     ? pictures(static_cast<std::size_t>(*elsewhere)) + (*elsewhere == 1 ? " matches" : " match") +
                           " the words, but none of the " + within + "."
                     : "None of the " + within + " has these words.";
    } else if (results.hits.empty()) {
        reason = "No caption, name or picture comes near this.";
    } else {
        reason = "Nothing matches well; these come nearest.";
    }
    if (const std::size_t described = set.index.size(); described < *photos)
        reason.append(" ")
            .append(pictures(*photos - described))
            .append(*photos - described == 1 ? " has" : " have")
            .append(" not been described yet.");
    return reason;
}

Result<Reasons> Searcher::Private::why(const Query& query, PhotoId photo)
{
    const ParsedQuery parsed = parse(query.text);
    const QueryWords words = wordsOf(parsed);
    Reasons reasons;
    const auto places = m_library.text().wordsFound({words.required, words.lastIsPrefix}, photo);
    if (!places)
        return fail(places.error());
    for (const storage::WordsFound& place : *places)
        reasons.places.push_back({place.column, place.words});
    for (const Term& term : parsed.terms) {
        if (filterOf(term) && !term.isWords())
            reasons.filters.push_back(displayText(query.text.substr(term.begin, term.end - term.begin), 80));
    }
    return reasons;
}

Searcher::Searcher(storage::Library& library, LibraryIndex& index, inference::InferenceQueue& inference,
                   metrics::Registry& metrics, const Clock& clock)
    : d(std::make_unique<Private>(library, index, inference, metrics, clock))
{}

Searcher::~Searcher() = default;

void Searcher::whileSwitching(std::unique_ptr<ModelSwitch> modelSwitch)
{
    d->whileSwitching(std::move(modelSwitch));
}

ModelSwitch* Searcher::modelSwitch() const
{
    return d->modelSwitch();
}

void Searcher::remove(std::span<const PhotoId> photos)
{
    d->remove(photos);
}

Result<Results> Searcher::search(const Query& query, std::stop_token stop) const
{
    return d->search(query, stop);
}

Result<Reasons> Searcher::why(const Query& query, PhotoId photo) const
{
    return d->why(query, photo);
}

ParsedQuery Searcher::parse(std::string_view line) const
{
    return d->parse(line);
}

Result<void> Searcher::calibrate(std::stop_token stop)
{
    return d->answering()->calibration.calibrate(stop);
}

void Searcher::keepCalibrated()
{
    d->keepCalibrated();
}

} // namespace vidimus::search
