#include "app/cli/search_command.h"

#include <ostream>
#include <unordered_map>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/photo_ids.h"
#include "app/cli/table.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"

namespace vidimus::cli {

namespace {

constexpr std::size_t kMostResults = 10'000;

struct Answer {
    search::Results results;
    std::vector<storage::PhotoCard> cards; ///< of results.hits, those that are still there
    std::unordered_map<PhotoId, search::Hit> hits;
    std::unordered_map<PhotoId, search::Reasons> reasons; ///< when asked for
};

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

search::FoundBy foundBy(const std::string& way)
{
    return way == "meaning" ? search::FoundBy::Meaning
           : way == "words" ? search::FoundBy::Words
                            : search::FoundBy::Both;
}

Result<Answer> ask(app::Composition& composition, const search::Query& query, bool withReasons, std::stop_token stop)
{
    // Without it there is no line between likely and doubtful results, and nothing else is missing.
    if (const auto calibrated = composition.searcher().calibrate(stop);
        !calibrated && calibrated.error().code == ErrorCode::Cancelled)
        return fail(calibrated.error());
    auto results = composition.searcher().search(query, stop);
    if (!results)
        return fail(results.error());
    std::vector<PhotoId> ids;
    Answer answer;
    for (const search::Hit& hit : results->hits) {
        ids.push_back(hit.id);
        answer.hits[hit.id] = hit;
        if (!withReasons)
            continue;
        auto why = composition.searcher().why(query, hit.id);
        if (!why)
            return fail(why.error());
        answer.reasons[hit.id] = std::move(*why);
    }
    auto cards = composition.library().query().cards(ids);
    if (!cards)
        return fail(cards.error());
    answer.results = std::move(*results);
    answer.cards = std::move(*cards);
    return answer;
}

Json toJson(const search::Hit& hit, const search::Reasons& reasons)
{
    Json words = Json::array();
    for (const search::Reasons::Place& place : reasons.places)
        words.push_back({{"place", place.name}, {"words", place.words}});
    return {{"words", std::move(words)},
            {"all_words", hit.matchedWords},
            {"similarity", jsonFloat(hit.similarity)},
            {"closer_than", jsonFloat(hit.closerThan)},
            {"filters", reasons.filters}};
}

Json toJson(const std::vector<search::QueryProblem>& problems)
{
    Json list = Json::array();
    for (const search::QueryProblem& problem : problems)
        list.push_back({{"begin", problem.begin},
                        {"end", problem.end},
                        {"message", problem.message},
                        {"suggestion", problem.suggestion}});
    return list;
}

Json toJson(const std::string& query, const Answer& answer)
{
    Json results = Json::array();
    for (const storage::PhotoCard& card : answer.cards) {
        const search::Hit& hit = answer.hits.at(card.id);
        results.push_back({{"id", card.id.value},
                           {"path", jsonPath(card.path)},
                           {"score", jsonFloat(hit.score)},
                           {"caption", card.words()},
                           {"confidence", card.marks.caption ? Json(nullptr) : jsonFloat(card.confidence)},
                           {"relevance", jsonFloat(hit.relevance)},
                           {"likely", hit.likely},
                           {"why", toJson(hit, answer.reasons.at(card.id))}});
    }
    const search::Times& times = answer.results.times;
    return {{"query", query},
            {"milliseconds",
             {{"embed", jsonMilliseconds(times.embedMs)},
              {"index", jsonMilliseconds(times.indexMs)},
              {"total", jsonMilliseconds(times.totalMs)}}},
            {"results", std::move(results)},
            {"likely", answer.results.likely},
            {"reason", answer.results.reason},
            {"problems", toJson(answer.results.problems)}};
}

void print(const CommandContext& context, const Answer& answer)
{
    const bool utf8 = context.terminal.utf8;
    Table table({{"#", Table::Fit::Always, true},
                 {"SCORE", Table::Fit::Always, true},
                 {"CAPTION", Table::Fit::CutEnd},
                 {"SURE", Table::Fit::Always, true},
                 {"ORIGIN"},
                 {"FILE", Table::Fit::CutStart}},
                context.terminal);
    std::vector<Table::Row> rows;
    for (const storage::PhotoCard& card : answer.cards) {
        const auto sure = wordsConfidence(card);
        rows.push_back({std::to_string(rows.size() + 1), fixed(answer.hits.at(card.id).score, 3), captionOrState(card),
                        sure ? confidenceText(*sure, utf8) : std::string(), std::string(wordsOrigin(card)),
                        displayPath(card.path)});
    }
    if (rows.empty()) {
        context.out << "Nothing matches. " << answer.results.reason << "\n";
    } else {
        if (!answer.results.reason.empty())
            context.out << answer.results.reason << "\n";
        table.measure(rows);
        table.printHeader(context.out);
        bool likely = true;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (std::exchange(likely, answer.hits.at(answer.cards[i].id).likely) != likely && i > 0)
                context.out << "less likely:\n";
            table.printRow(context.out, rows[i]);
        }
    }
    const search::Times& times = answer.results.times;
    context.out << fixed(times.totalMs, times.totalMs < 10 ? 1 : 0) << " ms (embed " << fixed(times.embedMs, 1)
                << ", index " << fixed(times.indexMs, 1) << ")\n";
}

} // namespace

void SearchCommand::declareOptions(CLI::App& app)
{
    app.add_option("--image", m_image, "A picture to look for the like of")->type_name("FILE");
    app.add_option("--by", m_by, "What finds: both, meaning (of the picture) or words (of caption, tags and name)")
        ->check(CLI::IsMember({"both", "meaning", "words"}).description(""))
        ->capture_default_str()
        ->type_name("WAY");
    app.add_option("--limit", m_limit, "How many results at most")
        ->check(CLI::Range(std::size_t{1}, kMostResults).description(""))
        ->capture_default_str()
        ->type_name("N");
}

ExitCode SearchCommand::run(CommandContext& context)
{
    search::Query query;
    query.text = joined(context.operands);
    if (!m_image.empty())
        query.pictures.push_back({pathFromBytes(m_image)});
    query.limit = m_limit;
    query.by = foundBy(m_by);
    if (query.text.find_first_not_of(" \t\n") == std::string::npos && m_image.empty())
        return wrongUsage(context, name(), "it needs words, or --image FILE");

    const auto composition = openComposition(context, storage::LibraryAccess::ReadOnly);
    if (!composition)
        return cannotRun(context, composition.error());
    const auto answer = ask(**composition, query, context.options.json, context.stop);
    if (!answer) {
        const ExitCode code = cannotRun(context, answer.error());
        const bool queryMakesNoSense = m_image.empty() && answer.error().code == ErrorCode::InvalidArgument;
        return queryMakesNoSense ? ExitCode::WrongUsage : code;
    }
    if (!answer->results.note.empty())
        note(context, answer->results.note);
    for (const search::QueryProblem& problem : answer->results.problems) {
        const std::string where = displayText(query.text.substr(problem.begin, problem.end - problem.begin), 60);
        note(context, where + ": " + problem.message +
                          (problem.suggestion.empty() ? "" : " (perhaps " + problem.suggestion + ")"));
    }
    if (context.options.json)
        writeJson(context.out, toJson(query.text.empty() ? m_image : query.text, *answer));
    else
        print(context, *answer);
    return ExitCode::Done;
}

} // namespace vidimus::cli
