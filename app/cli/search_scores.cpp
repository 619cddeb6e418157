#include "app/cli/search_scores.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

#include <QTemporaryDir>

#include "app/composition/library_models.h"
#include "core/base/clock.h"
#include "core/base/path_text.h"
#include "core/inference/inference_queue.h"
#include "core/metrics/registry.h"
#include "core/search/library_index.h"
#include "core/search/searcher.h"
#include "core/storage/library.h"

namespace vidimus::cli {

namespace {

constexpr std::size_t kTop = 10;
constexpr std::size_t kAsked = 200; // as the window does
constexpr std::size_t kFewest = 3;  // of fewer pictures a single one decides
constexpr std::array kWays{search::FoundBy::Both, search::FoundBy::Meaning, search::FoundBy::Words};

/// Photos are known to the library by what stands at their places in the list.
using Places = std::unordered_map<PhotoId, std::size_t>;

bool isShowing(const LabelledQuery& query, std::size_t place)
{
    return std::binary_search(query.showing.begin(), query.showing.end(), place);
}

double discount(std::size_t rank)
{
    return 1 / std::log2(static_cast<double>(rank) + 2);
}

Result<Places> fill(storage::Library& library, const LabelledPictures& labelled, const std::vector<Caption>& captions,
                    const std::vector<Embedding>& vectors)
{
    std::vector<storage::LookedFile> files;
    std::vector<std::size_t> placeOf;
    for (std::size_t i = 0; i < labelled.pictures.size(); ++i) {
        if (captions[i].text.empty() || vectors[i].empty())
            continue;
        storage::LookedFile file;
        // Not the file's own name: it may say what the picture shows.
        file.path = "/" + std::to_string(i) + ".png";
        for (std::size_t byte = 0; byte < sizeof i; ++byte)
            file.hash.bytes[byte] = static_cast<std::uint8_t>(i >> (8 * byte));
        file.metadata.width = file.metadata.height = 1;
        files.push_back(std::move(file));
        placeOf.push_back(i);
    }
    const auto added = library.photos().add(files, 1);
    if (!added)
        return fail(added.error());
    Places places;
    std::vector<storage::DescribedPhoto> described;
    for (std::size_t k = 0; k < added->size(); ++k) {
        places.emplace((*added)[k].photo, placeOf[k]);
        storage::DescribedPhoto photo;
        photo.photo = (*added)[k].photo;
        photo.caption = captions[placeOf[k]];
        photo.embedding = vectors[placeOf[k]];
        described.push_back(std::move(photo));
    }
    if (auto kept = library.descriptions().add(described, 1); !kept)
        return fail(kept.error());
    return places;
}

Result<SearchScores> score(const search::Searcher& searcher, const std::vector<LabelledQuery>& queries,
                           const Places& places, search::FoundBy by, std::stop_token stop)
{
    SearchScores scores;
    scores.by = by;
    for (const LabelledQuery& query : queries) {
        const auto results = searcher.search({query.text, {}, kAsked, false, by}, stop);
        if (!results)
            return fail(results.error());
        std::vector<std::size_t> found;
        for (const search::Hit& hit : results->hits) {
            found.push_back(places.at(hit.id));
            const bool right = isShowing(query, found.back());
            if (hit.likely)
                scores.likely.count(right);
            if (right)
                scores.likelyShow.count(hit.likely);
        }
        scores.recall += recallAt10(query, found) / static_cast<double>(queries.size());
        scores.gain += gainAt10(query, found) / static_cast<double>(queries.size());
    }
    return scores;
}

} // namespace

std::vector<LabelledQuery> queriesOf(const LabelledPictures& labelled)
{
    std::map<std::string, std::vector<std::size_t>> showing;
    for (std::size_t i = 0; i < labelled.pictures.size(); ++i) {
        const LabelledPicture& picture = labelled.pictures[i];
        const auto asks = [&](const std::string& text) {
            std::vector<std::size_t>& pictures = showing[text];
            if (pictures.empty() || pictures.back() != i)
                pictures.push_back(i);
        };
        for (const LabelledThing& thing : picture.things) {
            const LabelWords::Thing& known = *labelled.words.find(thing.name);
            asks(thing.name);
            if (!thing.colour.empty())
                asks(thing.colour + " " + thing.name);
            const auto count = static_cast<std::size_t>(thing.count);
            if (count > 1 && count <= labelled.words.counts.size())
                asks(labelled.words.counts[count - 1] + " " + known.plural);
            for (const std::string& keyword : known.keywords)
                asks(keyword);
            for (const LabelWords::Place& place : labelled.words.places) {
                if (place.name == picture.place)
                    asks(thing.name + " " + place.phrase);
            }
        }
    }
    std::vector<LabelledQuery> queries;
    for (auto& [text, pictures] : showing) {
        if (pictures.size() >= kFewest)
            queries.push_back({text, std::move(pictures)});
    }
    return queries;
}

double recallAt10(const LabelledQuery& query, const std::vector<std::size_t>& found)
{
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(kTop, found.size()));
    const auto right = std::count_if(found.begin(), end, [&](std::size_t place) { return isShowing(query, place); });
    return static_cast<double>(right) / static_cast<double>(std::min(kTop, query.showing.size()));
}

double gainAt10(const LabelledQuery& query, const std::vector<std::size_t>& found)
{
    double gain = 0, best = 0;
    for (std::size_t rank = 0; rank < std::min(kTop, found.size()); ++rank)
        gain += isShowing(query, found[rank]) ? discount(rank) : 0;
    for (std::size_t rank = 0; rank < std::min(kTop, query.showing.size()); ++rank)
        best += discount(rank);
    return gain / best;
}

Result<SearchEvaluation> scoreSearch(const LabelledPictures& labelled, const std::vector<Caption>& captions,
                                     const std::vector<Embedding>& vectors, std::unique_ptr<inference::Engine> engine,
                                     std::stop_token stop)
{
    SearchEvaluation evaluation;
    const std::vector<LabelledQuery> queries = queriesOf(labelled);
    if (queries.empty())
        return evaluation;
    const QTemporaryDir folder;
    if (!folder.isValid())
        return fail(ErrorCode::OutOfSpace, "A temporary folder cannot be made: " + folder.errorString().toStdString());
    auto library = storage::Library::open(pathFromBytes(folder.path().toStdString()));
    if (!library)
        return fail(library.error());
    const inference::EngineInfo info = engine->info();
    if (auto used = app::useModels(**library, info); !used)
        return fail(used.error());
    const auto places = fill(**library, labelled, captions, vectors);
    if (!places)
        return fail(places.error());

    metrics::Registry metrics;
    const SystemClock clock;
    search::LibraryIndex index(**library, info.embeddingDimension);
    if (auto loaded = index.load(stop); !loaded)
        return fail(loaded.error());
    inference::InferenceQueue queue(std::move(engine), metrics);
    search::Searcher searcher(**library, index, queue, metrics, clock);
    if (auto calibrated = searcher.calibrate(stop); !calibrated)
        return fail(calibrated.error());
    evaluation.queries = queries.size();
    for (const search::FoundBy by : kWays) {
        auto scores = score(searcher, queries, *places, by, stop);
        if (!scores)
            return fail(scores.error());
        evaluation.ways.push_back(*scores);
    }
    return evaluation;
}

} // namespace vidimus::cli
