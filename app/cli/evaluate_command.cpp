#include "app/cli/evaluate_command.h"

#include <array>
#include <ostream>

#include <CLI/CLI.hpp>

#include "app/cli/command_context.h"
#include "app/cli/describe_files.h"
#include "app/cli/evaluation.h"
#include "app/cli/evaluation_report.h"
#include "core/base/path_text.h"
#include "core/inference/guarded_engine.h"

namespace vidimus::cli {

namespace {

struct Judged {
    Answers answers;
    Evaluation evaluation;
};

using Pictures = std::vector<std::shared_ptr<const RgbImage>>;

/// Null where one could not be read, which is reported.
Result<Pictures> readPictures(CommandContext& context, const LabelledPictures& labelled, int shortSide)
{
    Pictures pictures(labelled.pictures.size());
    std::vector<std::optional<Error>> problems(pictures.size());
    inParallel(pictures.size(), context.options.threads, [&](std::size_t i) {
        auto decoded = decodePicture(labelled.pictures[i].file, shortSide, context.stop);
        if (decoded)
            pictures[i] = std::move(decoded->image);
        else
            problems[i] = decoded.error();
    });
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (problems[i] && problems[i]->code == ErrorCode::Cancelled)
            return fail(*problems[i]);
        if (problems[i])
            reportFailed(context, {pathToBytes(labelled.pictures[i].file), *problems[i]});
    }
    return pictures;
}

Result<Judged> judge(CommandContext& context, const app::EngineRequest& request, const LabelledPictures& labelled,
                     const std::string& what)
{
    auto choice = openEngine(context, request);
    if (!choice)
        return fail(choice.error());
    auto engine = inference::makeGuardedEngine(std::move(choice->engine));
    const auto pictures = readPictures(context, labelled, engine->info().preferredShortSide);
    if (!pictures)
        return fail(pictures.error());
    auto answers = askModels(context, *engine, *pictures, what);
    if (!answers)
        return fail(answers.error());
    auto evaluation = evaluate(context, labelled, *answers, *engine);
    if (!evaluation)
        return fail(evaluation.error());
    auto search = scoreSearch(labelled, answers->captions, answers->vectors, std::move(engine), context.stop);
    if (!search)
        return fail(search.error());
    evaluation->search = std::move(*search);
    return Judged{std::move(*answers), std::move(*evaluation)};
}

PrecisionScores scoresOf(const std::string& name, const Judged& judged, const Judged& fp32)
{
    PrecisionScores scores;
    scores.name = name;
    for (std::size_t i = 0; i < judged.answers.captions.size(); ++i)
        scores.equalCaptions.count(judged.answers.captions[i].text == fp32.answers.captions[i].text);
    scores.recallAt1 = judged.evaluation.retrieval.firsts.value();
    scores.keywordPrecision = judged.evaluation.retrieval.keywordPrecision();
    return scores;
}

struct Way {
    const char* name;
    inference::Precision precision;
};
constexpr std::array<Way, 2> kOtherWays{{{"bf16", inference::Precision::Bf16}, {"int8", inference::Precision::Int8}}};

} // namespace

void EvaluateCommand::declareOptions(CLI::App& app)
{
    app.add_option("--caption-model", m_captionModel, "The folder of a BLIP to judge in place of the installed one")
        ->type_name("DIR");
    app.add_option("--embedding-model", m_embeddingModel, "The folder of a CLIP to judge in place of the installed one")
        ->type_name("DIR");
    app.add_option("--limit", m_limit, "The first N pictures alone; 0: all")
        ->check(CLI::NonNegativeNumber.description(""))
        ->type_name("N");
    app.add_option("--plots", m_plots, "Where to write calibration.png and confusions.png")->type_name("DIR");
    app.add_flag("--compare", m_compare, "fp32, and how far bf16 and int8 differ from it");
}

ExitCode EvaluateCommand::run(CommandContext& context)
{
    if (context.operands.size() != 1)
        return wrongUsage(context, name(), "it needs one FOLDER of pictures with a labels.json");
    auto labelled = readLabelledPictures(operandPaths(context).front());
    if (!labelled)
        return cannotRun(context, labelled.error());
    if (m_limit > 0 && static_cast<std::size_t>(m_limit) < labelled->pictures.size())
        labelled->pictures.resize(static_cast<std::size_t>(m_limit));

    app::EngineRequest request = engineRequest(context);
    request.captionModel = pathFromBytes(m_captionModel);
    request.embeddingModel = pathFromBytes(m_embeddingModel);
    if (m_compare)
        request.run.precision = inference::Precision::Fp32;
    const auto judged = judge(context, request, *labelled, m_compare ? "fp32" : "Looking");
    if (!judged)
        return cannotRun(context, judged.error());
    std::vector<PrecisionScores> precisions;
    for (const Way& way : kOtherWays) {
        if (!m_compare)
            break;
        request.run.precision = way.precision;
        const auto other = judge(context, request, *labelled, way.name);
        if (other)
            precisions.push_back(scoresOf(way.name, *other, *judged));
        else if (other.error().code == ErrorCode::Unsupported)
            note(context, std::string(way.name) + " is left out: " + other.error().message);
        else
            return cannotRun(context, other.error());
    }
    if (!m_plots.empty()) {
        if (const Result<void> saved = savePlots(pathFromBytes(m_plots), judged->evaluation); !saved)
            return cannotRun(context, saved.error());
    }
    if (context.options.json)
        writeJson(context.out, evaluationToJson(judged->evaluation, precisions));
    else
        printEvaluation(context, judged->evaluation, precisions);
    return judged->evaluation.failed > 0 ? ExitCode::SomeFailed : ExitCode::Done;
}

} // namespace vidimus::cli
