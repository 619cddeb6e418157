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

using Embedded = DescribedInputs<Embedding>;

Result<Embedding> embedFile(const std::string& input, inference::InferenceQueue& queue, std::stop_token stop)
{
    auto decoded = decodePicture(pathFromBytes(input), queue.info().preferredShortSide, stop);
    if (!decoded)
        return fail(decoded.error());
    return queue.embedImage(std::move(decoded->image), stop).map([](inference::EmbeddingResult result) {
        return std::move(result.vector);
    });
}

Json toJson(const inference::EngineInfo& info, const Embedded& embedded)
{
    Json vectors = Json::array();
    for (const Embedded::Done& done : embedded.done) {
        Json values = Json::array();
        for (const float value : done.answer)
            values.push_back(jsonFloat(value));
        vectors.push_back({{"input", done.input}, {"values", std::move(values)}});
    }
    return {{"model", info.embeddingModel.name},
            {"dimension", info.embeddingDimension},
            {"vectors", std::move(vectors)},
            {"failed", failedToJson(embedded.failed)}};
}

void print(const CommandContext& context, const inference::EngineInfo& info, const Embedded& embedded)
{
    if (embedded.done.empty())
        return;
    Table table({{"VECTOR"}, {"INPUT", Table::Fit::CutStart}}, context.terminal);
    std::vector<Table::Row> rows;
    for (const Embedded::Done& done : embedded.done) {
        std::string numbers;
        for (std::size_t i = 0; i < std::min(kNumbersShown, done.answer.size()); ++i)
            numbers += padLeft(fixed(done.answer[i], 4), 7) + " ";
        rows.push_back({numbers + (context.terminal.utf8 ? "…" : "..."), displayText(done.input)});
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
    app.add_option("--model", m_model, "The folder of a CLIP to use instead of the installed one")->type_name("DIR");
    app.add_flag("--text", m_texts, "The arguments are texts, not files");
}

ExitCode EmbedCommand::run(CommandContext& context)
{
    if (context.operands.empty())
        return wrongUsage(context, name(), "it needs a FILE, or --text TEXT");
    app::EngineRequest request = engineRequest(context);
    request.embeddingModel = pathFromBytes(m_model);
    request.captions = false;
    auto choice = openEngine(context, request);
    if (!choice)
        return cannotRun(context, choice.error());

    metrics::Registry metrics;
    inference::InferenceQueue queue(std::move(choice->engine), metrics);
    const Embedded embedded = describeOperands<Embedding>(context, [&](const std::string& input) -> Result<Embedding> {
        if (!m_texts)
            return embedFile(input, queue, context.stop);
        return queue.embedText(input, context.stop).map([](inference::EmbeddingResult result) {
            return std::move(result.vector);
        });
    });
    if (context.options.json)
        writeJson(context.out, toJson(queue.info(), embedded), true);
    else
        print(context, queue.info(), embedded);
    return endOf(context, embedded);
}

} // namespace vidimus::cli
