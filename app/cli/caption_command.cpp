#include "app/cli/caption_command.h"

#include <optional>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/command_context.h"
#include "app/cli/describe_files.h"
#include "app/cli/json_output.h"
#include "app/cli/table.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"
#include "core/inference/inference_queue.h"

namespace vidimus::cli {

namespace {

constexpr int kMostBeams = 64;
constexpr int kMostTokens = 512;

struct Captioned {
    std::string input;
    inference::CaptionResult result;
    double decodeMs = 0;
};

struct Job {
    std::vector<std::string> inputs;
    inference::CaptionOptions options;
    int threads = 0;
    std::stop_token stop;
};

/// One answer per input, in order.
std::vector<Result<Captioned>> captionAll(const Job& job, inference::InferenceQueue& queue)
{
    std::vector<Result<Captioned>> answers(job.inputs.size(), fail(ErrorCode::Cancelled, "Cancelled."));
    const int shortSide = queue.info().preferredShortSide;
    inParallel(job.inputs.size(), job.threads, [&](std::size_t i) {
        auto decoded = decodePicture(pathFromBytes(job.inputs[i]), shortSide, job.stop);
        if (!decoded) {
            answers[i] = fail(decoded.error());
            return;
        }
        auto result = queue.caption(std::move(decoded->image), job.options, job.stop);
        if (!result)
            answers[i] = fail(result.error());
        else
            answers[i] = Captioned{job.inputs[i], std::move(*result), decoded->decodeMs};
    });
    return answers;
}

Json toJson(const Captioned& captioned, const inference::ModelInfo& model)
{
    const Caption& caption = captioned.result.caption;
    Json tokens = Json::array();
    for (const CaptionToken& token : caption.tokens)
        tokens.push_back({{"id", token.id}, {"text", token.text}, {"probability", jsonFloat(token.probability)}});
    const auto milliseconds = [](std::int64_t us) { return jsonMilliseconds(static_cast<double>(us) / 1000); };
    const inference::StageTimes& times = captioned.result.times;
    return {{"path", captioned.input},
            {"caption", caption.text},
            {"confidence", jsonFloat(caption.confidence)},
            {"tokens", std::move(tokens)},
            {"origin", originName(model.origin)},
            {"model", model.name},
            {"milliseconds",
             {{"decode", jsonMilliseconds(captioned.decodeMs)},
              {"preprocess", milliseconds(times.preprocess)},
              {"vision", milliseconds(times.vision)},
              {"text", milliseconds(times.text)}}}};
}

void print(const CommandContext& context, const std::vector<Captioned>& done, const inference::ModelInfo& model)
{
    if (done.empty())
        return;
    Table table({{"SURE", Table::Fit::Always, true},
                 {"CAPTION", Table::Fit::CutEnd},
                 {"MS", Table::Fit::Always, true},
                 {"ORIGIN"},
                 {"FILE", Table::Fit::CutStart}},
                context.terminal);
    std::vector<Table::Row> rows;
    for (const Captioned& captioned : done) {
        const Caption& caption = captioned.result.caption;
        const double ms = captioned.decodeMs + static_cast<double>(captioned.result.times.total()) / 1000;
        rows.push_back({confidenceText(caption.confidence, context.terminal.utf8), displayText(caption.text),
                        fixed(ms, ms < 10 ? 1 : 0), std::string(originName(model.origin)),
                        displayText(captioned.input)});
    }
    table.measure(rows);
    table.printHeader(context.out);
    for (const Table::Row& row : rows)
        table.printRow(context.out, row);
}

} // namespace

void CaptionCommand::declareOptions(CLI::App& app)
{
    app.add_option("--model", m_model, "The folder of a model to use instead of the installed one")->type_name("DIR");
    app.add_option("--beams", m_caption.beams, "Captions followed at once; 1 takes the likeliest token each time")
        ->check(CLI::Range(1, kMostBeams).description(""))
        ->capture_default_str()
        ->type_name("N");
    app.add_option("--max-tokens", m_caption.maxTokens, "Length of a caption at most")
        ->check(CLI::Range(1, kMostTokens).description(""))
        ->capture_default_str()
        ->type_name("N");
    app.add_option("--prompt", m_caption.prompt, "Words every caption begins with")->type_name("TEXT");
}

ExitCode CaptionCommand::run(CommandContext& context)
{
    if (context.operands.empty())
        return wrongUsage(context, name(), "it needs a FILE");
    if (!m_model.empty())
        return cannotRun(context, modelFolderUnavailable());
    auto choice = openEngine(context);
    if (!choice)
        return cannotRun(context, choice.error());

    metrics::Registry metrics;
    inference::InferenceQueue queue(std::move(choice->engine), metrics);
    const inference::ModelInfo model = queue.info().captionModel;
    auto answers = captionAll({context.operands, m_caption, context.options.threads, context.stop}, queue);

    std::vector<Captioned> done;
    std::vector<FailedInput> failed;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i])
            done.push_back(std::move(*answers[i]));
        else if (answers[i].error().code != ErrorCode::Cancelled)
            failed.push_back({context.operands[i], answers[i].error()});
    }
    for (const FailedInput& item : failed)
        reportFailed(context, item);
    if (context.options.json) {
        Json results = Json::array();
        for (const Captioned& captioned : done)
            results.push_back(toJson(captioned, model));
        writeJson(context.out, {{"results", std::move(results)}, {"failed", failedToJson(failed)}});
    } else {
        print(context, done, model);
    }
    if (done.size() + failed.size() < answers.size())
        return cannotRun(context, {ErrorCode::Cancelled, {}});
    return failed.empty() ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
