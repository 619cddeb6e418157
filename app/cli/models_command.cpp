#include "app/cli/models_command.h"

#include <algorithm>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/models_synthesize.h"
#include "app/cli/models_verify.h"
#include "app/cli/table.h"
#include "app/cli/text_layout.h"
#include "app/composition/choice_words.h"
#include "core/base/path_text.h"
#include "core/models/finite_verdicts.h"
#include "core/models/installed_models.h"
#include "core/models/model_choice.h"

namespace vidimus::cli {

namespace {

/// An installed model as it is listed.
struct Listed {
    models::InstalledModel entry;
    std::string label;
    std::string role; ///< empty where the folder does not say
    bool inUse = false;
    std::string problem; ///< why it is of no use, or not in use; empty when it is
};

bool isTaken(const std::optional<inference::ModelFolder>& taken, const models::InstalledModel& entry)
{
    return taken && taken->folder == entry.path;
}

std::vector<Listed> listModels(const CommandContext& context)
{
    const std::filesystem::path& folder = context.options.models;
    const std::filesystem::path cache =
        context.options.cache.empty() ? services::Settings::cacheFolder() : context.options.cache;
    std::vector<models::InstalledModel> installed = models::scanInstalled(folder);
    models::FiniteVerdicts verdicts(cache / "models.json");
    const models::ModelChoice choice =
        models::chooseModels(installed, [&](const inference::ModelFolder& model) { return verdicts.check(model); });
    const bool mock = app::resolvedMode(context.options.mode) == services::ModelMode::Mock;

    std::vector<Listed> list;
    for (models::InstalledModel& entry : installed) {
        Listed listed{entry, models::folderLabel(entry.path, folder), {}, {}, {}};
        const auto role = entry.model ? std::optional(entry.model->role()) : models::statedRole(entry.path);
        listed.role = role ? models::roleName(*role) : "";
        const auto rejected = std::find_if(choice.rejected.begin(), choice.rejected.end(),
                                           [&](const auto& other) { return other.path == entry.path; });
        const bool taken = isTaken(choice.captioner, entry) || isTaken(choice.embedder, entry);
        if (rejected != choice.rejected.end())
            listed.problem = rejected->reason.message;
        else if (mock)
            listed.problem = "The mock was asked for.";
        else if (!taken)
            listed.problem = "Another " + listed.role + " comes before it.";
        listed.inUse = taken && !mock;
        list.push_back(std::move(listed));
    }
    return list;
}

Json toJson(const CommandContext& context, const std::vector<Listed>& list)
{
    Json models = Json::array();
    for (const Listed& listed : list) {
        const bool opened = listed.entry.model.has_value();
        models.push_back({{"name", opened ? listed.entry.model->name : listed.label},
                          {"role", listed.role},
                          {"id", opened ? listed.entry.model->id : ""},
                          {"path", jsonPath(listed.entry.path)},
                          {"bytes", opened ? Json(models::weightBytes(*listed.entry.model)) : Json(nullptr)},
                          {"in_use", listed.inUse},
                          {"problem", listed.problem}});
    }
    return {{"folder", jsonPath(context.options.models)}, {"models", std::move(models)}};
}

void print(const CommandContext& context, const std::vector<Listed>& list)
{
    Table table({{"USE"}, {"MODEL"}, {"ROLE"}, {"SIZE", Table::Fit::Always, true}, {"FOLDER", Table::Fit::CutStart}},
                context.terminal);
    std::vector<Table::Row> rows;
    for (const Listed& listed : list) {
        const auto& model = listed.entry.model;
        rows.push_back({listed.inUse ? "yes" : "no", model ? model->name : "?", listed.role,
                        model ? byteSize(models::weightBytes(*model)) : "", displayPath(listed.entry.path)});
    }
    table.measure(rows);
    table.printHeader(context.out);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        table.printRow(context.out, rows[i]);
        if (!list[i].problem.empty())
            context.out << "  " << displayText(list[i].problem) << '\n';
    }
}

ExitCode list(CommandContext& context)
{
    const std::vector<Listed> list = listModels(context);
    if (context.options.json)
        writeJson(context.out, toJson(context, list));
    else if (list.empty())
        context.out << "No model is installed in " << displayPath(context.options.models) << ". To change that, "
                    << app::howToGetText({true, true}, context.options.models) << ".\n";
    else
        print(context, list);
    return ExitCode::Done;
}

} // namespace

void ModelsCommand::declareOptions(CLI::App& app)
{
    app.add_option("--arch", m_arch, "synthesize: " + synthesizeNames())->type_name("ARCH");
    app.add_option("--out", m_out, "synthesize: the folder to make")->type_name("DIR");
    app.add_option("--seed", m_seed, "synthesize: other seeds are other weights")
        ->capture_default_str()
        ->type_name("N");
}

ExitCode ModelsCommand::run(CommandContext& context)
{
    if (context.operands.empty())
        return wrongUsage(context, name(), "it needs list, verify or synthesize");
    const std::string what = context.operands.front();
    const std::vector<std::string> rest(context.operands.begin() + 1, context.operands.end());
    const bool synthesize = what == "synthesize";
    if (!synthesize && (!m_arch.empty() || !m_out.empty()))
        return wrongUsage(context, name(), "--arch and --out are for synthesize");
    if (what != "verify" && !rest.empty())
        return wrongUsage(context, name(), what + " takes no \"" + displayText(rest.front()) + "\"");
    if (what == "list")
        return list(context);
    if (what == "verify")
        return verifyModels(context, rest);
    if (!synthesize)
        return wrongUsage(context, name(), "there is no \"" + displayText(what) + "\": list, verify or synthesize");
    if (m_arch.empty() || m_out.empty())
        return wrongUsage(context, name(), "synthesize needs --arch and --out");
    return synthesizeModel(context, {m_arch, pathFromBytes(m_out), m_seed});
}

} // namespace vidimus::cli
