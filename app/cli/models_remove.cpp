#include "app/cli/models_remove.h"

#include <filesystem>
#include <ostream>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/models_named.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"
#include "core/models/model_installer.h"

namespace vidimus::cli {

ExitCode removeModels(CommandContext& context, const std::vector<std::string>& names)
{
    const std::filesystem::path& folder = context.options.models;
    const std::vector<models::InstalledModel> installed = models::scanInstalled(folder);
    Json removed = Json::array();
    Json failed = Json::array();
    const auto report = [&](const std::string& name, const Error& error) {
        failed.push_back({{"name", name}, {"error", error.message}});
        context.err << "vidimusctl: " + error.message + "\n" << std::flush;
    };
    for (const std::string& name : names) {
        const std::vector<std::filesystem::path> found = modelsNamed(name, installed, folder);
        if (found.size() != 1) {
            report(name,
                   {ErrorCode::NotFound,
                    found.empty()
                        ? "There is no model \u201c" + displayText(name) + "\u201d in " + displayPath(folder) + "."
                        : "\u201c" + displayText(name) + "\u201d is the name of several models: give the folder."});
            continue;
        }
        const std::uint64_t bytes = models::bytesOnDisk(found.front());
        if (const auto gone = models::removeModel(found.front(), folder); !gone) {
            report(name, gone.error());
            continue;
        }
        removed.push_back({{"name", name}, {"path", jsonPath(found.front())}, {"bytes", bytes}});
        if (!context.options.json)
            context.out << displayPath(found.front()) << " is removed (" << byteSize(bytes) << ").\n" << std::flush;
    }
    const bool noneRemoved = removed.empty();
    const bool someFailed = !failed.empty();
    if (context.options.json && !noneRemoved)
        writeJson(context.out, {{"removed", std::move(removed)}, {"failed", std::move(failed)}});
    return !someFailed ? ExitCode::Done : noneRemoved ? ExitCode::CannotRun : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
