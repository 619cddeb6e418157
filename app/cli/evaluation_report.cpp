#include "app/cli/evaluation_report.h"

#include <algorithm>
#include <ostream>
#include <system_error>

#include <QFile>

#include "app/cli/command_context.h"
#include "app/cli/table.h"
#include "app/cli/text_layout.h"
#include "app/plots/plot.h"
#include "core/base/path_text.h"

namespace vidimus::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kConfusionsShown = 20;

struct Figure {
    const char* key;
    const char* words;
    Share CaptionScores::*share;
};
constexpr std::array<Figure, 8> kFigures{
    {{"things_right", "captions that name just the things shown", &CaptionScores::pictures},
     {"things_named", "things that are named", &CaptionScores::things},
     {"colours_right", "colours, of things named", &CaptionScores::colours},
     {"counts_above_one", "counts above one, of things named", &CaptionScores::countsAbove},
     {"counts_above_one_of_all", "counts above one, of all things", &CaptionScores::countsAboveOfAll},
     {"single_things", "single things said to be one, of things named", &CaptionScores::singles},
     {"places_right", "places", &CaptionScores::places},
     {"day_or_night", "day or night", &CaptionScores::nights}}};

std::string percent(const Share& share)
{
    return share.of > 0 ? fixed(100 * share.value(), 1) + " %" : "-";
}

Json toJson(const Share& share)
{
    return {{"right", share.right}, {"of", share.of}, {"share", jsonFloat(static_cast<float>(share.value()))}};
}

Json toJson(const CaptionScores& scores)
{
    Json json = Json::object();
    for (const Figure& figure : kFigures)
        json[figure.key] = toJson(scores.*figure.share);
    Json bins = Json::array();
    for (const CaptionScores::Bin& bin : scores.bins) {
        const double captions = std::max(bin.captions, 1);
        bins.push_back({{"captions", bin.captions},
                        {"confidence", jsonFloat(static_cast<float>(bin.confidence / captions))},
                        {"true", jsonFloat(static_cast<float>(bin.right / captions))}});
    }
    json["calibration_error"] = jsonFloat(static_cast<float>(scores.calibrationError()));
    json["calibration_bins"] = std::move(bins);
    return json;
}

struct WayWords {
    const char* key;
    const char* words;
};
WayWords wordsOf(search::FoundBy by)
{
    switch (by) {
    case search::FoundBy::Both:
        return {"both", "by meaning and words"};
    case search::FoundBy::Meaning:
        return {"meaning", "by meaning alone"};
    case search::FoundBy::Words:
        return {"words", "by words alone"};
    }
    return {"", ""};
}

Json toJson(const SearchEvaluation& evaluation)
{
    Json json{{"queries", evaluation.queries}};
    for (const SearchScores& scores : evaluation.ways)
        json[wordsOf(scores.by).key] = {{"recall_at_10", jsonFloat(static_cast<float>(scores.recall))},
                                        {"ndcg_at_10", jsonFloat(static_cast<float>(scores.gain))},
                                        {"likely_right", toJson(scores.likely)},
                                        {"right_likely", toJson(scores.likelyShow)}};
    return json;
}

/// The most frequent first.
std::vector<plots::Confusion> confusionsOf(const CaptionScores& scores)
{
    std::vector<plots::Confusion> list;
    for (const auto& [pair, count] : scores.confusions)
        list.push_back({pair.first, pair.second, count});
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
    if (list.size() > kConfusionsShown)
        list.resize(kConfusionsShown);
    return list;
}

Result<void> save(const QImage& image, const fs::path& file)
{
    if (!image.save(QString::fromStdString(pathToBytes(file)), "PNG"))
        return fail(ErrorCode::PermissionDenied, displayPath(file) + " cannot be written.");
    return {};
}

} // namespace

Json evaluationToJson(const Evaluation& evaluation, const std::vector<PrecisionScores>& precisions)
{
    Json keywords = Json::object();
    for (const KeywordScore& score : evaluation.retrieval.keywords)
        keywords[score.keyword] = jsonFloat(static_cast<float>(score.top.value()));
    Json confusions = Json::array();
    for (const plots::Confusion& confusion : confusionsOf(evaluation.captions))
        confusions.push_back({{"shown", confusion.shown}, {"named", confusion.named}, {"count", confusion.count}});
    Json json{{"pictures", evaluation.pictures},
              {"failed", evaluation.failed},
              {"captions", toJson(evaluation.captions)},
              {"held_out", toJson(evaluation.heldOut)},
              {"recall_at_1", toJson(evaluation.retrieval.firsts)},
              {"keyword_precision_at_10", jsonFloat(static_cast<float>(evaluation.retrieval.keywordPrecision()))},
              {"keywords", std::move(keywords)},
              {"search", toJson(evaluation.search)},
              {"confusions", std::move(confusions)}};
    if (!precisions.empty()) {
        Json list = Json::object();
        for (const PrecisionScores& scores : precisions)
            list[scores.name] = {{"equal_captions", toJson(scores.equalCaptions)},
                                 {"recall_at_1", jsonFloat(static_cast<float>(scores.recallAt1))},
                                 {"keyword_precision_at_10", jsonFloat(static_cast<float>(scores.keywordPrecision))}};
        json["precisions"] = std::move(list);
    }
    return json;
}

void printEvaluation(const CommandContext& context, const Evaluation& evaluation,
                     const std::vector<PrecisionScores>& precisions)
{
    Table table({{"RIGHT", Table::Fit::Always, true},
                 {"OF", Table::Fit::Always, true},
                 {"HELD OUT", Table::Fit::Always, true},
                 {"WHAT"}},
                context.terminal);
    std::vector<Table::Row> rows;
    for (const Figure& figure : kFigures) {
        const Share& share = evaluation.captions.*figure.share;
        rows.push_back({percent(share), grouped(share.of), percent(evaluation.heldOut.*figure.share), figure.words});
    }
    const RetrievalScores& retrieval = evaluation.retrieval;
    rows.push_back({percent(retrieval.firsts), grouped(retrieval.firsts.of), "-",
                    "pictures that their caption finds first among these"});
    rows.push_back({fixed(100 * retrieval.keywordPrecision(), 1) + " %",
                    grouped(static_cast<std::int64_t>(retrieval.keywords.size())), "-",
                    "of the first ten for a keyword, over the keywords"});
    rows.push_back({fixed(evaluation.captions.calibrationError(), 3), grouped(evaluation.pictures),
                    fixed(evaluation.heldOut.calibrationError(), 3), "calibration error of the captions' confidence"});
    table.measure(rows);
    table.printHeader(context.out);
    for (const Table::Row& row : rows)
        table.printRow(context.out, row);
    for (const SearchScores& scores : evaluation.search.ways)
        context.out << "found " << padRight(wordsOf(scores.by).words, 21) << "recall@10 "
                    << fixed(100 * scores.recall, 1) << " %, nDCG@10 " << fixed(100 * scores.gain, 1) << " % of "
                    << evaluation.search.queries << " queries; above the line " << percent(scores.likely) << " right, "
                    << percent(scores.likelyShow) << " of the right\n";
    for (const PrecisionScores& scores : precisions)
        context.out << padRight(scores.name, 6) << percent(scores.equalCaptions) << " of the captions are fp32's, "
                    << fixed(100 * scores.recallAt1, 1) << " % found first, " << fixed(100 * scores.keywordPrecision, 1)
                    << " % for keywords\n";
    context.out << evaluation.pictures << " pictures";
    if (evaluation.failed > 0)
        context.out << ", " << evaluation.failed << " of which failed";
    context.out << '\n';
}

Result<void> savePlots(const fs::path& folder, const Evaluation& evaluation)
{
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem)
        return fail(ErrorCode::PermissionDenied, displayPath(folder) + " cannot be made: " + problem.message() + ".");
    plots::Plot plot;
    plot.title = "Confidence of captions, and how much of them is true";
    plot.xName = "confidence (calibration error " + fixed(evaluation.captions.calibrationError(), 3) + ")";
    plot.yName = "part of the statements that is true";
    for (const CaptionScores::Bin& bin : evaluation.captions.bins)
        plot.bars.push_back(bin.captions > 0 ? bin.right / bin.captions : -1);
    plot.lines.push_back({"", QColor(190, 80, 60), {QPointF(0, 0), QPointF(1, 1)}, true});
    if (Result<void> saved = save(plots::drawPlot(plot), folder / "calibration.png"); !saved)
        return saved;
    return save(plots::drawConfusions("What was taken for what", confusionsOf(evaluation.captions)),
                folder / "confusions.png");
}

} // namespace vidimus::cli
