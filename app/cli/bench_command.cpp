#include "app/cli/bench_command.h"

#include <ostream>
#include <utility>

#include <CLI/CLI.hpp>

#include "app/cli/bench_compare.h"
#include "app/cli/bench_pictures.h"
#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/system_info.h"
#include "app/cli/table.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"
#include "core/inference/config/model_folder.h"
#include "core/inference/guarded_engine.h"
#include "core/media/decoder.h"

namespace vidimus::cli {

namespace {

constexpr QSize kPictureSize{4000, 3000};
constexpr std::uint32_t kPictures = 4; ///< that differ; they are taken in turn

void progress(CommandContext& context, const std::string& what)
{
    if (!context.options.quiet)
        context.err << what + "\n" << std::flush;
}

Result<std::vector<QByteArray>> drawPictures(int images, std::stop_token stop)
{
    std::vector<QByteArray> files;
    for (std::uint32_t seed = 1; seed <= kPictures && static_cast<int>(seed) <= images; ++seed) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        auto file = benchJpeg(kPictureSize, seed);
        if (!file)
            return fail(file.error());
        files.push_back(std::move(*file));
    }
    return files;
}

/// All of it; the engine is warmed, measured, and then answers the questions to the library.
/// With `compared` the models are also run in every other way.
Result<StageResults> measure(CommandContext& context, std::unique_ptr<inference::Engine> engine,
                             std::shared_ptr<inference::StepHook> hook, const BenchPlan& plan,
                             const app::EngineRequest* compared)
{
    progress(context, "Drawing 12-megapixel pictures …");
    const auto files = drawPictures(plan.images, plan.stop);
    if (!files)
        return fail(files.error());
    progress(context, "Decoding …");
    auto bench = benchMedia(*files, engine->info().preferredShortSide, plan);
    if (!bench)
        return fail(bench.error());
    StageResults results = std::move(bench->stages);

    progress(context, "Captions and vectors …");
    auto models = benchEngine(*engine, bench->pictures, plan);
    if (!models)
        return models;
    results.insert(results.end(), models->begin(), models->end());
    if (compared) {
        engine->unload();
        auto ways = compareWays(context, *compared, bench->pictures, plan);
        if (!ways)
            return ways;
        results.insert(results.end(), ways->begin(), ways->end());
    }

    progress(context, "A library of " + grouped(plan.photos) + " pictures …");
    auto library = benchLibrary(std::move(engine), std::move(hook), *files, plan);
    if (!library)
        return library;
    results.insert(results.end(), library->begin(), library->end());
    return results;
}

/// null where nothing was compared.
Json ratiosToJson(const StageResults& results)
{
    const auto ratios = ratiosToEager(results);
    if (ratios.empty())
        return nullptr;
    Json json = Json::object();
    for (const auto& [stage, ratio] : ratios)
        json[stage] = jsonFloat(static_cast<float>(ratio));
    return json;
}

Json toJson(const MachineInfo& machine, const services::EngineStatus& engine, const StageResults& results)
{
    const auto figure = [](double value) { return jsonMilliseconds(value); };
    Json stages = Json::object();
    for (const StageResult& result : results)
        stages[result.name] = {{"p50_ms", figure(result.p50Ms)},
                               {"p95_ms", figure(result.p95Ms)},
                               {"p99_ms", figure(result.p99Ms)},
                               {"per_second", figure(result.perSecond)}};
    return {{"machine",
             {{"cpu", machine.cpu},
              {"cores", machine.cores},
              {"memory_mb", machine.memoryBytes / 1'000'000},
              {"system", machine.system},
              {"caption_model", engine.captions.model},
              {"caption_origin", originName(engine.captions.origin)},
              {"embedding_model", engine.vectors.model},
              {"embedding_origin", originName(engine.vectors.origin)}}},
            {"stages", std::move(stages)},
            {"ratio_vs_eager", ratiosToJson(results)},
            {"peak_rss_mb", jsonMilliseconds(static_cast<double>(peakMemoryBytes()) / 1e6)}};
}

void print(const CommandContext& context, const MachineInfo& machine, const services::EngineStatus& engine,
           const BenchPlan& plan, const StageResults& results)
{
    context.out << machine.cpu << ", " << counted(machine.cores, "core") << ", " << byteSize(machine.memoryBytes)
                << ", " << machine.system << "\nModels: " << engine.captions.model << " ("
                << originName(engine.captions.origin) << ") and " << engine.vectors.model << " ("
                << originName(engine.vectors.origin) << ")\n\n";
    Table table({{"STAGE"},
                 {"P50 MS", Table::Fit::Always, true},
                 {"P95 MS", Table::Fit::Always, true},
                 {"P99 MS", Table::Fit::Always, true},
                 {"A SECOND", Table::Fit::Always, true}},
                context.terminal);
    std::vector<Table::Row> rows;
    const auto figure = [](double value) { return fixed(value, value < 1 ? 3 : value < 100 ? 2 : 0); };
    for (const StageResult& result : results)
        rows.push_back(
            {result.name, figure(result.p50Ms), figure(result.p95Ms), figure(result.p99Ms), figure(result.perSecond)});
    table.measure(rows);
    table.printHeader(context.out);
    for (const Table::Row& row : rows)
        table.printRow(context.out, row);
    context.out << "\nstore is a commit of many pictures; a second counts pictures. Questions go to a library of "
                << grouped(plan.photos) << " pictures.\n"
                << "Peak memory " << byteSize(peakMemoryBytes()) << ".\n";
    for (const auto& [stage, ratio] : ratiosToEager(results))
        context.out << stage << ": " << fixed(ratio, 1) << " times as quick as the plain way\n";
}

} // namespace

void BenchCommand::declareOptions(CLI::App& app)
{
    app.add_option("--images", m_plan.images, "How many pictures each stage gets")
        ->check(CLI::Range(1, 100'000).description(""))
        ->capture_default_str()
        ->type_name("N");
    app.add_option("--batch", m_plan.batch, "Pictures per call of the models; 0: what they prefer")
        ->check(CLI::Range(0, 1024).description(""))
        ->capture_default_str()
        ->type_name("N");
    app.add_option("--tokens", m_plan.tokens, "Length of every caption")
        ->check(CLI::Range(1, 512).description(""))
        ->capture_default_str()
        ->type_name("N");
    app.add_option("--photos", m_plan.photos, "How many pictures the library has that questions go to")
        ->check(CLI::Range(100, 1'000'000).description(""))
        ->capture_default_str()
        ->type_name("N");
    app.add_flag(
        "--compare", m_compare,
        "Also the mock, and the models in every way this machine has of running them, plain LibTorch included");
    app.add_option("--model", m_models, "The folder of a BLIP or a CLIP to measure; may be given again for the other")
        ->allow_extra_args(false)
        ->type_name("DIR");
}

/// Each model to the job it does.
Result<void> BenchCommand::addModels(app::EngineRequest& request) const
{
    for (const std::string& folder : m_models) {
        const std::filesystem::path path = pathFromBytes(folder);
        const auto model = inference::openModelFolder(path);
        if (!model)
            return fail(model.error());
        std::filesystem::path& wanted =
            model->role() == inference::ModelRole::Captioner ? request.captionModel : request.embeddingModel;
        if (!wanted.empty())
            return fail(ErrorCode::InvalidArgument, displayPath(wanted) + " and " + displayPath(path) +
                                                        " do the same: give one BLIP and one CLIP at most");
        wanted = path;
    }
    return {};
}

ExitCode BenchCommand::run(CommandContext& context)
{
    app::EngineRequest request = engineRequest(context);
    if (const auto added = addModels(request); !added)
        return added.error().code == ErrorCode::InvalidArgument ? wrongUsage(context, name(), added.error().message)
                                                                : cannotRun(context, added.error());
    auto choice = openEngine(context, request);
    if (!choice)
        return cannotRun(context, choice.error());
    const services::EngineStatus status = choice->status;
    const bool allMock = status.captions.origin == Origin::Mock && status.vectors.origin == Origin::Mock;
    if (m_compare && allMock)
        note(context, "--compare has nothing to compare: the mock is what answers here.");

    m_plan.threads = context.options.threads;
    m_plan.stop = context.stop;
    // The other ways of running a model are compared for the jobs that a model does.
    request.captions = status.captions.origin != Origin::Mock;
    request.vectors = status.vectors.origin != Origin::Mock;
    const auto results = measure(context, inference::makeGuardedEngine(std::move(choice->engine)), choice->hook, m_plan,
                                 m_compare && !allMock ? &request : nullptr);
    if (!results)
        return cannotRun(context, results.error());
    const MachineInfo machine = machineInfo();
    if (context.options.json)
        writeJson(context.out, toJson(machine, status, *results));
    else
        print(context, machine, status, m_plan, *results);
    return ExitCode::Done;
}

} // namespace vidimus::cli
