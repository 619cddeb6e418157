#include "app/cli/embed_command.h"

#include <algorithm>
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

constexpr std::size_t kNumbersShown = 4;

struct Embedded {
    std::string input;
    Embedding vector;
};

Result<inference::EmbeddingResult> embedFile(const std::string& input, inference::InferenceQueue& queue,
                                             std::stop_token stop)
{
    auto decoded = decodePicture(pathFromBytes(input), queue.info().preferredShortSide, stop);
    if (!decoded)
        return fail(decoded.error());
    return queue.embedImage(std::move(decoded->image), stop);
}

Json toJson(const inference::EngineInfo& info, const std::vector<Embedded>& done,
            const std::vector<FailedInput>& failed)
{
    Json vectors = Json::array();
    for (const Embedded& embedded : done) {
        Json values = Json::array();
        for (const float value : embedded.vector)
            values.push_back(jsonFloat(value));
        vectors.push_back({{"input", embedded.input}, {"values", std::move(values)}});
    }
    return {{"model", info.embeddingModel.name},
            {"dimension", info.embeddingDimension},
            {"vectors", std::move(vectors)},
            {"failed", failedToJson(failed)}};
}

void print(const CommandContext& context, const inference::EngineInfo& info, const std::vector<Embedded>& done)
{
    if (done.empty())
        return;
    Table table({{"VECTOR"}, {"INPUT", Table::Fit::CutStart}}, context.terminal);
    std::vector<Table::Row> rows;
    for (const Embedded& embedded : done) {
        std::string numbers;
        for (std::size_t i = 0; i < std::min(kNumbersShown, embedded.vector.size()); ++i)
            numbers += padLeft(fixed(embedded.vector[i], 4), 7) + " ";
        rows.push_back({numbers + (context.terminal.utf8 ? "…" : "..."), displayText(embedded.input)});
    }
    table.measure(rows);
    table.printHeader(context.out);
    for (const Table::Row& row : rows)
        table.printRow(context.out, row);
    context.out << info.embeddingDimension << " numbers each, by " << info.embeddingModel.name
                << "; --json gives them all\n";
}

} // namespace

void EmbedCommand::declareOptions(CLI::App& app)
{
    app.add_option("--model", m_model, "The folder of a model to use instead of the installed one")->type_name("DIR");
    app.add_flag("--text", m_texts, "The arguments are texts, not files");
}

ExitCode EmbedCommand::run(CommandContext& context)
{
    if (context.operands.empty())
        return wrongUsage(context, name(), "it needs a FILE, or --text TEXT");
    if (!m_model.empty())
        return cannotRun(context, modelFolderUnavailable());
    auto choice = openEngine(context);
    if (!choice)
        return cannotRun(context, choice.error());

    metrics::Registry metrics;
    inference::InferenceQueue queue(std::move(choice->engine), metrics);
    const std::vector<std::string>& inputs = context.operands;
    std::vector<Result<inference::EmbeddingResult>> answers(inputs.size(), fail(ErrorCode::Cancelled, "Cancelled."));
    inParallel(inputs.size(), context.options.threads, [&](std::size_t i) {
        answers[i] = m_texts ? queue.embedText(inputs[i], context.stop) : embedFile(inputs[i], queue, context.stop);
    });

    std::vector<Embedded> done;
    std::vector<FailedInput> failed;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i])
            done.push_back({inputs[i], std::move(answers[i]->vector)});
        else if (answers[i].error().code != ErrorCode::Cancelled)
            failed.push_back({inputs[i], answers[i].error()});
    }
    for (const FailedInput& item : failed)
        reportFailed(context, item);
    if (context.options.json)
        writeJson(context.out, toJson(queue.info(), done, failed), true);
    else
        print(context, queue.info(), done);
    if (done.size() + failed.size() < answers.size())
        return cannotRun(context, {ErrorCode::Cancelled, {}});
    return failed.empty() ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
