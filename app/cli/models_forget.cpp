#include "app/cli/models_forget.h"

#include <algorithm>
#include <ostream>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/models_named.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"
#include "core/search/model_switch.h"

namespace vidimus::cli {

namespace {

/// The models of the library that a word of the command line stands for.
std::vector<storage::ModelTally> named(const std::string& name, const std::vector<storage::ModelTally>& tallies,
                                       const std::vector<models::InstalledModel>& installed,
                                       const std::filesystem::path& folder)
{
    std::vector<ModelId> ids;
    for (const std::filesystem::path& path : modelsNamed(name, installed, folder))
        for (const models::InstalledModel& entry : installed)
            if (entry.path == path && entry.model)
                ids.push_back(entry.model->id);
    std::vector<storage::ModelTally> found;
    for (const storage::ModelTally& tally : tallies) {
        const ModelId& id = tally.model.id;
        if (id == name || tally.model.name == name || std::find(ids.begin(), ids.end(), id) != ids.end())
            found.push_back(tally);
    }
    return found;
}

} // namespace

ExitCode forgetModels(CommandContext& context, const std::vector<std::string>& names)
{
    if (const auto none = noLibrary(context))
        return cannotRun(context, *none);
    const auto composition = openWithoutModels(context, storage::LibraryAccess::ReadWrite);
    if (!composition)
        return cannotRun(context, composition.error());
    storage::Library& library = (*composition)->library();
    const search::ModelSwitch* now = (*composition)->searcher().modelSwitch();
    const search::SwitchState state = now ? now->state() : search::SwitchState();
    const std::vector<models::InstalledModel> installed = models::scanInstalled(context.options.models);

    Json forgotten = Json::array();
    Json failed = Json::array();
    const auto report = [&](const std::string& name, const std::string& message) {
        failed.push_back({{"name", name}, {"error", message}});
        context.err << "vidimusctl: " + message + "\n" << std::flush;
    };
    for (const std::string& name : names) {
        const auto tallies = library.modelTallies();
        if (!tallies)
            return cannotRun(context, tallies.error());
        const std::vector<storage::ModelTally> found = named(name, *tallies, installed, context.options.models);
        if (found.size() != 1) {
            report(name, "\u201c" + displayText(name) + "\u201d " +
                             (found.empty() ? "has said nothing in this library."
                                            : "is the name of several models: give the ID."));
            continue;
        }
        const ModelId& id = found.front().model.id;
        const auto dropped = library.forgetModel(id, state.answers ? state.earlier : ModelId(), context.stop);
        if (!dropped && dropped.error().code == ErrorCode::Cancelled)
            return cannotRun(context, dropped.error());
        if (!dropped) {
            report(name, dropped.error().message);
            continue;
        }
        forgotten.push_back(
            {{"name", dropped->model.name}, {"id", id}, {"pictures", dropped->photos}, {"bytes", dropped->bytes}});
        if (!context.options.json)
            context.out << "What " << displayText(dropped->model.name) << " said of "
                        << counted(dropped->photos, "picture") << " is forgotten; its " << byteSize(dropped->bytes)
                        << " are used again for what comes.\n"
                        << std::flush;
    }
    const bool none = forgotten.empty();
    const bool someFailed = !failed.empty();
    if (context.options.json && !none)
        writeJson(context.out, {{"forgotten", std::move(forgotten)}, {"failed", std::move(failed)}});
    return !someFailed ? ExitCode::Done : none ? ExitCode::CannotRun : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
