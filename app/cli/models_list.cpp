#include "app/cli/models_list.h"

#include <algorithm>
#include <ostream>
#include <vector>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/table.h"
#include "app/cli/text_layout.h"
#include "app/composition/choice_words.h"
#include "app/composition/library_models.h"
#include "core/base/path_text.h"
#include "core/models/catalogue.h"
#include "core/models/finite_verdicts.h"
#include "core/models/installed_models.h"
#include "core/models/model_choice.h"
#include "core/models/model_installer.h"

namespace vidimus::cli {

namespace {

namespace fs = std::filesystem;

/// An installed model as it is listed.
struct Listed {
    models::InstalledModel entry;
    std::string name;
    std::string role; ///< empty where the folder does not say
    bool starter = false;
    bool inUse = false;
    std::string problem; ///< why it is of no use, or not in use; empty when it is
};

/// What can be installed, as it is listed.
struct Offered {
    const models::CatalogueModel* model;
    bool installed = false;
    std::uint64_t unfinished = 0; ///< bytes that are there
};

bool isTaken(const std::optional<inference::ModelFolder>& taken, const models::InstalledModel& entry)
{
    return taken && taken->folder == entry.path;
}

std::vector<Listed> listInstalled(const CommandContext& context)
{
    const GlobalOptions& options = context.options;
    const fs::path cache = options.cache.empty() ? services::Settings::cacheFolder() : options.cache;
    const services::ModelMode mode = app::resolvedMode(options.mode);
    std::vector<models::InstalledModel> installed = models::scanInstalled(options.models);
    const std::size_t own = installed.size();
    for (models::InstalledModel& starter : models::scanInstalled(options.starter))
        installed.push_back(std::move(starter));
    models::FiniteVerdicts verdicts(cache / "models.json");
    std::vector<models::InstalledModel> choosable = installed;
    if (mode != services::ModelMode::Auto)
        choosable.erase(choosable.begin() + static_cast<std::ptrdiff_t>(own), choosable.end());
    const models::ModelChoice choice =
        models::chooseModels(choosable, [&](const inference::ModelFolder& model) { return verdicts.check(model); },
                             {options.chosen.captioner, options.chosen.embedder});

    std::vector<Listed> list;
    for (std::size_t i = 0; i < installed.size(); ++i) {
        const models::InstalledModel& entry = installed[i];
        Listed listed{entry, entry.model ? entry.model->name : models::folderLabel(entry.path, options.models),
                      {},    i >= own,
                      false, {}};
        if (listed.starter)
            listed.name = app::kStarterName;
        const auto role = entry.model ? std::optional(entry.model->role()) : models::statedRole(entry.path);
        listed.role = role ? models::roleName(*role) : "";
        const auto rejected = std::find_if(choice.rejected.begin(), choice.rejected.end(),
                                           [&](const auto& other) { return other.path == entry.path; });
        const bool taken = isTaken(choice.captioner, entry) || isTaken(choice.embedder, entry);
        listed.inUse = taken && mode != services::ModelMode::Mock;
        if (rejected != choice.rejected.end())
            listed.problem = rejected->reason.message;
        else if (mode == services::ModelMode::Mock)
            listed.problem = "The mock was asked for.";
        else if (!taken)
            listed.problem = "Another " + listed.role + " comes before it.";
        list.push_back(std::move(listed));
    }
    return list;
}

std::vector<Offered> listOffered(const CommandContext& context, const models::Catalogue& catalogue)
{
    const fs::path& folder = context.options.models;
    const SystemClock clock;
    models::InstallerOptions options;
    options.folder = folder;
    const models::ModelInstaller installer(options, clock);
    std::vector<Offered> list;
    for (const models::CatalogueModel& model : catalogue.models) {
        const bool there = models::looksLikeModel(folder / model.relativeFolder()) ||
                           models::looksLikeModel(folder / model.relativeFolder().filename());
        list.push_back({&model, there, installer.unfinishedBytes(model)});
    }
    return list;
}

/// What models have said in the library; nothing where there is none, or it cannot be read now.
std::vector<storage::ModelTally> saidIn(CommandContext& context)
{
    const auto library = storage::Library::open(context.options.library, {storage::LibraryAccess::ReadOnly, 0});
    if (!library)
        return {};
    app::EngineRequest request = engineRequest(context);
    request.openWhenNeeded = true; // nothing is asked of them but their names
    if (const auto choice = app::chooseEngine(request))
        (void)app::useModels(**library, choice->engine->info());
    auto tallies = (*library)->modelTallies();
    if (!tallies)
        return {};
    std::erase_if(*tallies, [](const storage::ModelTally& tally) { return tally.photos == 0; });
    return std::move(*tallies);
}

const char* roleOf(const storage::ModelTally& tally)
{
    return models::roleName(tally.model.dimension == 0 ? inference::ModelRole::Captioner
                                                       : inference::ModelRole::Embedder);
}

void printSaid(const CommandContext& context, const std::vector<storage::ModelTally>& tallies)
{
    if (tallies.empty())
        return;
    Table table({{"USE"}, {"MODEL"}, {"ROLE"}, {"HAS SAID"}, {"SIZE", Table::Fit::Always, true}, {"ID"}},
                context.terminal);
    std::vector<Table::Row> rows;
    for (const storage::ModelTally& tally : tallies)
        rows.push_back({tally.inUse ? "yes" : "no", tally.model.name, roleOf(tally),
                        "of " + counted(tally.photos, "picture"), byteSize(tally.bytes), tally.model.id});
    context.out << "\nIn the library " << displayPath(context.options.library)
                << ", to be dropped with vidimusctl models forget NAME:\n";
    table.measure(rows);
    table.printHeader(context.out);
    for (const Table::Row& row : rows)
        table.printRow(context.out, row);
}

Json toJson(const CommandContext& context, const std::vector<Listed>& list, const std::vector<Offered>& offers,
            const std::vector<storage::ModelTally>& tallies)
{
    Json said = Json::array();
    for (const storage::ModelTally& tally : tallies)
        said.push_back({{"name", tally.model.name},
                        {"id", tally.model.id},
                        {"role", roleOf(tally)},
                        {"origin", originName(tally.model.origin)},
                        {"pictures", tally.photos},
                        {"bytes", tally.bytes},
                        {"in_use", tally.inUse}});
    Json installed = Json::array();
    for (const Listed& listed : list) {
        const bool opened = listed.entry.model.has_value();
        installed.push_back({{"name", listed.name},
                             {"role", listed.role},
                             {"id", opened ? listed.entry.model->id : ""},
                             {"path", jsonPath(listed.entry.path)},
                             {"bytes", opened ? Json(models::weightBytes(*listed.entry.model)) : Json(nullptr)},
                             {"in_use", listed.inUse},
                             {"problem", listed.problem}});
    }
    Json available = Json::array();
    for (const Offered& offered : offers) {
        const models::CatalogueModel& model = *offered.model;
        available.push_back({{"name", model.name},
                             {"title", model.title},
                             {"role", models::roleName(model.role)},
                             {"repository", model.repository},
                             {"bytes", model.aboutBytes()},
                             {"bytes_exact", model.bytesAreExact()},
                             {"memory_bytes", model.aboutMemoryBytes},
                             {"licence", model.licence},
                             {"languages", model.languages},
                             {"installed", offered.installed},
                             {"unfinished_bytes", offered.unfinished}});
    }
    return {{"folder", jsonPath(context.options.models)},
            {"models", std::move(installed)},
            {"available", std::move(available)},
            {"bytes_on_disk", models::bytesOnDisk(context.options.models)},
            {"said", std::move(said)}};
}

void printInstalled(const CommandContext& context, const std::vector<Listed>& list)
{
    Table table({{"USE"}, {"MODEL"}, {"ROLE"}, {"SIZE", Table::Fit::Always, true}, {"FOLDER", Table::Fit::CutStart}},
                context.terminal);
    std::vector<Table::Row> rows;
    for (const Listed& listed : list) {
        const auto& model = listed.entry.model;
        rows.push_back({listed.inUse ? "yes" : "no", model ? listed.name : "?", listed.role,
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

void printOffered(const CommandContext& context, const std::vector<Offered>& offers)
{
    Table table({{"NAME"}, {"ROLE"}, {"SIZE", Table::Fit::Always, true}, {"MEMORY", Table::Fit::Always, true}, {"FOR"}},
                context.terminal);
    std::vector<Table::Row> rows;
    for (const Offered& offered : offers) {
        if (offered.installed)
            continue;
        const models::CatalogueModel& model = *offered.model;
        std::string purpose = model.purpose + " " + model.licence + ".";
        if (offered.unfinished > 0)
            purpose += " " + byteSize(offered.unfinished) + " are there already.";
        rows.push_back({model.name, models::roleName(model.role),
                        (model.bytesAreExact() ? "" : "about ") + byteSize(model.aboutBytes()),
                        "about " + byteSize(model.aboutMemoryBytes), purpose});
    }
    if (rows.empty())
        return;
    context.out << "\nTo be had with vidimusctl models install NAME:\n";
    table.measure(rows);
    table.printHeader(context.out);
    for (const Table::Row& row : rows)
        table.printRow(context.out, row);
}

} // namespace

ExitCode listModels(CommandContext& context, const models::Catalogue& catalogue)
{
    const std::vector<Listed> list = listInstalled(context);
    const std::vector<Offered> offers = listOffered(context, catalogue);
    const std::vector<storage::ModelTally> said = saidIn(context);
    if (context.options.json) {
        writeJson(context.out, toJson(context, list, offers, said));
        return ExitCode::Done;
    }
    const std::string folder = displayPath(context.options.models);
    const bool own = std::any_of(list.begin(), list.end(), [](const Listed& listed) { return !listed.starter; });
    if (!own)
        context.out << "No model is installed in " << folder << ". To change that, "
                    << app::howToGetText({true, true}, context.options.models) << ".\n";
    if (!list.empty())
        printInstalled(context, list);
    if (own)
        context.out << "All models in " << folder << " take " << byteSize(models::bytesOnDisk(context.options.models))
                    << " on disk.\n";
    printSaid(context, said);
    printOffered(context, offers);
    return ExitCode::Done;
}

} // namespace vidimus::cli
