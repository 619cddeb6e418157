#include "app/cli/models_install.h"

#include <chrono>
#include <ostream>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/progress_line.h"
#include "app/cli/text_layout.h"
#include "app/composition/model_places.h"
#include "core/base/path_text.h"
#include "core/models/catalogue.h"
#include "core/models/model_installer.h"

namespace vidimus::cli {

namespace {

using models::InstallProgress;

std::string amount(const InstallProgress& now)
{
    std::string text = byteSize(now.done);
    if (now.total > 0)
        text += (now.totalIsExact ? " of " : " of about ") + byteSize(now.total);
    return text;
}

ProgressLine::State stateOf(const std::string& title, const InstallProgress& now)
{
    ProgressLine::State state;
    state.done = static_cast<std::int64_t>(now.done);
    state.total = static_cast<std::int64_t>(now.total);
    state.text = title + ": ";
    state.detail = now.file;
    switch (now.phase) {
    case InstallProgress::Phase::Asking:
        state.text += "asking";
        break;
    case InstallProgress::Phase::Downloading:
    case InstallProgress::Phase::Copying:
        state.text += amount(now);
        if (now.bytesPerSecond)
            state.text += ", " + byteSize(static_cast<std::uint64_t>(*now.bytesPerSecond)) + " a second";
        if (const auto left = now.left())
            state.text += ", about " + duration(static_cast<double>(left->count())) + " left";
        break;
    case InstallProgress::Phase::Waiting:
        state.text += "trying again in " + duration(std::chrono::duration<double>(now.wait).count());
        state.detail = displayText(now.note);
        break;
    case InstallProgress::Phase::Checking:
        state.text += "reading what is there, " + byteSize(now.done);
        break;
    case InstallProgress::Phase::Finishing:
        state.text += "looking through it";
        break;
    }
    return state;
}

/// One model, with its line of progress.
Result<models::Installed> install(CommandContext& context, models::ModelInstaller& installer, const InstallWish& wish,
                                  const std::string& name, const models::CatalogueModel* known)
{
    ProgressLine line(context.err, context.terminal);
    const std::string title = known ? known->title : displayText(name);
    const auto progress = [&](const InstallProgress& now) {
        if (!context.options.quiet)
            line.show(stateOf(title, now));
    };
    auto installed = wish.from.empty() ? installer.download(*known, context.stop, progress)
                                       : installer.copy(wish.from, name, known, context.stop, progress);
    line.clear();
    return installed;
}

Json toJson(const std::string& name, const models::Installed& installed, double seconds)
{
    return {{"name", name},
            {"path", jsonPath(installed.folder)},
            {"was_there", installed.wasThere},
            {"bytes", models::bytesOnDisk(installed.folder)},
            {"repository", installed.record.repository},
            {"commit", installed.record.commit},
            {"source", installed.record.source},
            {"seconds", jsonMilliseconds(seconds)}};
}

void print(CommandContext& context, const std::string& title, const models::Installed& installed, double seconds)
{
    context.out << title << (installed.wasThere ? " is there already, in " : " is installed in ")
                << displayPath(installed.folder) << " (" << byteSize(models::bytesOnDisk(installed.folder));
    if (!installed.wasThere)
        context.out << ", " << duration(seconds);
    context.out << ").\n" << std::flush;
}

} // namespace

std::string catalogueNames(const models::Catalogue& catalogue)
{
    std::string names;
    for (const models::CatalogueModel& model : catalogue.models)
        names += (names.empty() ? "" : ", ") + model.name;
    return names;
}

ExitCode installModels(CommandContext& context, const models::Catalogue& catalogue, const InstallWish& wish)
{
    for (const std::string& name : wish.names)
        if (wish.from.empty() && !catalogue.find(name))
            return wrongUsage(context, "models",
                              "there is no model \"" + displayText(name) +
                                  "\" to install: " + catalogueNames(catalogue) + "; --from DIR installs any");
    services::NetworkChoice network = context.options.network;
    if (!wish.mirror.empty())
        network.mirror = wish.mirror;
    if (!wish.proxy.empty())
        network.proxy = wish.proxy;
    const SystemClock clock;
    models::ModelInstaller installer(app::installerOptions(context.options.models, network, catalogue.hub), clock);

    Json done = Json::array();
    Json failed = Json::array();
    for (const std::string& name : wish.names) {
        const models::CatalogueModel* known = catalogue.find(name);
        const auto start = std::chrono::steady_clock::now();
        const auto installed = install(context, installer, wish, name, known);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (!installed && installed.error().code == ErrorCode::Cancelled) {
            context.err << "Interrupted. What has arrived is kept; run the same command again to go on.\n"
                        << std::flush;
            return ExitCode::Interrupted;
        }
        const std::string title = known ? known->title : displayText(name);
        if (!installed) {
            failed.push_back({{"name", name}, {"error", installed.error().message}});
            context.err << "vidimusctl: " + title + " could not be installed: " + installed.error().message + "\n"
                        << std::flush;
            continue;
        }
        done.push_back(toJson(name, *installed, seconds));
        if (!context.options.json)
            print(context, title, *installed, seconds);
    }
    const bool allFailed = done.empty();
    const bool someFailed = !failed.empty();
    if (context.options.json && !allFailed)
        writeJson(context.out, {{"installed", std::move(done)}, {"failed", std::move(failed)}});
    return !someFailed ? ExitCode::Done : allFailed ? ExitCode::CannotRun : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
