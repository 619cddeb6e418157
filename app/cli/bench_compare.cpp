#include "app/cli/bench_compare.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

#include "app/cli/command_context.h"
#include "core/inference/guarded_engine.h"
#include "core/inference/mock_engine.h"
#include "core/metrics/stage.h"

namespace vidimus::cli {

namespace {

struct Way {
    const char* name;
    inference::Precision precision;
    bool eager;
};
constexpr std::array<Way, 4> kWays{{{"eager", inference::Precision::Auto, true},
                                    {"fp32", inference::Precision::Fp32, false},
                                    {"bf16", inference::Precision::Bf16, false},
                                    {"int8", inference::Precision::Int8, false}}};

const StageResult* find(const StageResults& results, const std::string& name)
{
    const auto found =
        std::find_if(results.begin(), results.end(), [&](const StageResult& result) { return result.name == name; });
    return found == results.end() ? nullptr : &*found;
}

} // namespace

Result<StageResults> compareWays(CommandContext& context, const app::EngineRequest& request,
                                 const std::vector<std::shared_ptr<const RgbImage>>& pictures, const BenchPlan& plan)
{
    const auto mock = inference::makeGuardedEngine(inference::makeMockEngine());
    auto results = benchEngine(*mock, pictures, plan, "mock.");
    if (!results)
        return results;
    for (const Way& way : kWays) {
        app::EngineRequest wanted = request;
        wanted.mode = services::ModelMode::Real; // what cannot be opened must not become the mock under another name
        wanted.run.precision = way.precision;
        wanted.run.eager = way.eager;
        auto choice = app::chooseEngine(wanted);
        if (!choice) {
            if (choice.error().code != ErrorCode::Unsupported)
                return fail(choice.error());
            note(context, std::string(way.name) + " is left out: " + choice.error().message);
            continue;
        }
        if (!context.options.quiet)
            context.err << "The same in another way: " << way.name << " …\n" << std::flush;
        const auto engine = inference::makeGuardedEngine(std::move(choice->engine));
        auto measured = benchEngine(*engine, pictures, plan, std::string(way.name) + ".");
        if (!measured)
            return measured;
        results->insert(results->end(), measured->begin(), measured->end());
    }
    return results;
}

std::map<std::string, double> ratiosToEager(const StageResults& results)
{
    std::map<std::string, double> ratios;
    for (const std::string_view name : {metrics::stage::kCaption, metrics::stage::kEmbed, metrics::stage::kEmbedText}) {
        const std::string stage(name);
        const StageResult* const used = find(results, stage);
        const StageResult* const eager = find(results, "eager." + stage);
        if (used && eager && used->p50Ms > 0)
            ratios[stage] = eager->p50Ms / used->p50Ms;
    }
    return ratios;
}

} // namespace vidimus::cli
