#include "app/cli/caption_command.h"

#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/caption_words.h"
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

struct CaptionedPicture {
    inference::CaptionResult result;
    double decodeMs = 0;
};

using Captioned = DescribedInputs<CaptionedPicture>;

Json toJson(const Captioned::Done& done, const inference::ModelInfo& model, bool alternatives)
{
    const inference::CaptionResult& result = done.answer.result;
    const auto milliseconds = [](std::int64_t us) { return jsonMilliseconds(static_cast<double>(us) / 1000); };
    Json json{{"path", done.input},
              {"caption", result.caption.text},
              {"confidence", jsonFloat(result.caption.confidence)},
              {"tokens", tokensToJson(result.caption)},
              {"origin", originName(model.origin)},
              {"model", model.name},
              {"milliseconds",
               {{"decode", jsonMilliseconds(done.answer.decodeMs)},
                {"preprocess", milliseconds(result.times.preprocess)},
                {"vision", milliseconds(result.times.vision)},
                {"text", milliseconds(result.times.text)}}}};
    if (alternatives) {
        Json others = Json::array();
        for (const Caption& other : result.alternatives)
            others.push_back({{"caption", other.text}, {"confidence", jsonFloat(other.confidence)}});
        json["alternatives"] = std::move(others);
    }
    return json;
}

/// What else is known of a caption, below its row.
void printDetails(const CommandContext& context, const inference::CaptionResult& result, bool words)
{
    const bool utf8 = context.terminal.utf8;
    if (words && !result.caption.tokens.empty())
        context.out << "  words  " << wordsText(result.caption, utf8) << '\n';
    for (const Caption& other : result.alternatives)
        context.out << "  or     " << confidenceText(other.confidence, utf8) << "  " << displayText(other.text) << '\n';
}

void print(const CommandContext& context, const Captioned& captioned, const inference::ModelInfo& model, bool words)
{
    if (captioned.done.empty())
        return;
    Table table({{"SURE", Table::Fit::Always, true},
                 {"CAPTION", Table::Fit::CutEnd},
                 {"MS", Table::Fit::Always, true},
                 {"ORIGIN"},
                 {"FILE", Table::Fit::CutStart}},
                context.terminal);
    std::vector<Table::Row> rows;
    for (const Captioned::Done& done : captioned.done) {
        const Caption& caption = done.answer.result.caption;
        const double ms = done.answer.decodeMs + static_cast<double>(done.answer.result.times.total()) / 1000;
        rows.push_back({confidenceText(caption.confidence, context.terminal.utf8), displayText(caption.text),
                        fixed(ms, ms < 10 ? 1 : 0), std::string(originName(model.origin)), displayText(done.input)});
    }
    table.measure(rows);
    table.printHeader(context.out);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        table.printRow(context.out, rows[i]);
        printDetails(context, captioned.done[i].answer.result, words || rows.size() == 1);
    }
    context.out << "by " << model.name << '\n';
}

} // namespace

void CaptionCommand::declareOptions(CLI::App& app)
{
    app.add_option("--model", m_model, "The folder of a BLIP to use instead of the installed one")->type_name("DIR");
    app.add_option("--beams", m_caption.beams, "Captions followed at once; 1 takes the likeliest token each time")
        ->check(CLI::Range(1, kMostBeams).description(""))
        ->capture_default_str()
        ->type_name("N");
    app.add_option("--max-tokens", m_caption.maxTokens, "Length of a caption at most")
        ->check(CLI::Range(1, kMostTokens).description(""))
        ->capture_default_str()
        ->type_name("N");
    app.add_option("--prompt", m_caption.prompt, "Words every caption begins with")->type_name("TEXT");
    app.add_flag("--words", m_words, "How likely each word was, also for several pictures");
}

ExitCode CaptionCommand::run(CommandContext& context)
{
    if (context.operands.empty())
        return wrongUsage(context, name(), "it needs a FILE");
    app::EngineRequest request = engineRequest(context);
    request.captionModel = pathFromBytes(m_model);
    request.vectors = false;
    auto choice = openEngine(context, request);
    if (!choice)
        return cannotRun(context, choice.error());

    inference::CaptionOptions options = m_caption;
    options.alternatives = options.beams - 1;
    metrics::Registry metrics;
    inference::InferenceQueue queue(std::move(choice->engine), metrics);
    const inference::EngineInfo& info = queue.info();
    const auto describe = [&](const std::string& input) -> Result<CaptionedPicture> {
        auto decoded = decodePicture(pathFromBytes(input), info.preferredShortSide, context.stop);
        if (!decoded)
            return fail(decoded.error());
        auto result = queue.caption(std::move(decoded->image), options, context.stop);
        if (!result)
            return fail(result.error());
        return CaptionedPicture{std::move(*result), decoded->decodeMs};
    };
    const Captioned captioned = describeOperands<CaptionedPicture>(context, describe);

    if (context.options.json) {
        Json results = Json::array();
        for (const Captioned::Done& done : captioned.done)
            results.push_back(toJson(done, info.captionModel, options.alternatives > 0));
        writeJson(context.out, {{"results", std::move(results)}, {"failed", failedToJson(captioned.failed)}});
    } else {
        print(context, captioned, info.captionModel, m_words);
    }
    return endOf(context, captioned);
}

} // namespace vidimus::cli
