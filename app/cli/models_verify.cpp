#include "app/cli/models_verify.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <ostream>
#include <system_error>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/models_named.h"
#include "app/cli/text_layout.h"
#include "app/composition/choice_words.h"
#include "core/base/path_text.h"
#include "core/inference/local/local_models.h"
#include "core/models/installed_models.h"
#include "core/models/model_choice.h"
#include "core/models/model_installer.h"

namespace vidimus::cli {

namespace {

namespace fs = std::filesystem;
using inference::ModelFolder;

struct Verified {
    std::string name;
    fs::path path;
    std::string role;
    std::string problem; ///< empty: sound
    double seconds = 0;
};

template <typename Model>
Result<void> warm(Result<std::unique_ptr<Model>> model, const std::stop_token& stop)
{
    return model ? (*model)->warmUp(stop) : fail(model.error());
}

Result<void> verify(const ModelFolder& model, const inference::RunOptions& run, const std::stop_token& stop)
{
    if (const auto record = models::readRecord(model.folder)) {
        const auto differences = models::differencesFromRecord(model.folder, *record, stop);
        if (!differences)
            return fail(differences.error());
        if (!differences->empty())
            return fail(ErrorCode::Corrupt, differences->front() + " Install it again.");
    }
    if (auto finite = inference::checkFinite(model.checkpoint); !finite)
        return finite;
    return model.role() == inference::ModelRole::Captioner
               ? warm(inference::openCaptioner(model, Origin::Local, run), stop)
               : warm(inference::openEmbedder(model, Origin::Local, run), stop);
}

Verified verifyFolder(const CommandContext& context, const fs::path& path)
{
    const auto start = std::chrono::steady_clock::now();
    Verified verified{displayPath(path.filename()), path, {}, {}, 0};
    const auto model = inference::openModelFolder(path);
    if (!model) {
        const auto role = models::statedRole(path);
        verified.role = role ? models::roleName(*role) : "";
        verified.problem = model.error().message;
    } else {
        verified.name = model->name;
        verified.role = models::roleName(model->role());
        if (const auto sound = verify(*model, engineRequest(context).run, context.stop); !sound)
            verified.problem = sound.error().message;
    }
    verified.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return verified;
}

void print(const CommandContext& context, const Verified& verified)
{
    const bool sound = verified.problem.empty();
    const bool utf8 = context.terminal.utf8;
    context.out << (sound ? (utf8 ? "✓ " : "ok      ") : (utf8 ? "✗ " : "problem ")) << verified.name << "  "
                << displayPath(verified.path) << "  " << duration(verified.seconds) << '\n';
    if (!sound)
        context.out << "  " << displayText(verified.problem, 2000) << '\n';
    context.out << std::flush;
}

Json toJson(const Verified& verified)
{
    return {{"name", verified.name},           {"role", verified.role},
            {"path", jsonPath(verified.path)}, {"ok", verified.problem.empty()},
            {"problem", verified.problem},     {"seconds", jsonMilliseconds(verified.seconds)}};
}

} // namespace

ExitCode verifyModels(CommandContext& context, const std::vector<std::string>& names)
{
    const fs::path& folder = context.options.models;
    const std::vector<models::InstalledModel> installed = models::scanInstalled(folder);
    std::vector<fs::path> wanted;
    std::vector<std::string> unknown;
    for (const std::string& name : names) {
        const std::vector<fs::path> found = modelsNamed(name, installed, folder);
        wanted.insert(wanted.end(), found.begin(), found.end());
        if (found.empty())
            unknown.push_back(name);
    }
    if (names.empty())
        for (const models::InstalledModel& entry : installed)
            wanted.push_back(entry.path);
    if (names.empty() && wanted.empty())
        return cannotRun(context, {ErrorCode::NotFound, "No model is installed in " + displayPath(folder) + ": " +
                                                            app::howToGetText({true, true}, folder) + "."});

    Json results = Json::array();
    bool allSound = unknown.empty();
    for (const fs::path& path : wanted) {
        const Verified verified = verifyFolder(context, path);
        if (context.stop.stop_requested())
            return cannotRun(context, {ErrorCode::Cancelled, {}});
        allSound = allSound && verified.problem.empty();
        if (context.options.json)
            results.push_back(toJson(verified));
        else
            print(context, verified);
    }
    for (const std::string& name : unknown) {
        const std::string problem =
            "There is no such folder, and no model of that name in " + displayPath(folder) + ".";
        results.push_back(toJson({name, pathFromBytes(name), {}, problem, 0}));
        if (!context.options.json)
            context.err << displayText(name) + ": " + problem + "\n" << std::flush;
    }
    if (context.options.json)
        writeJson(context.out, {{"models", std::move(results)}});
    return allSound ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
