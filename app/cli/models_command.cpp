#include "app/cli/models_command.h"

#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/command_context.h"
#include "app/cli/models_forget.h"
#include "app/cli/models_install.h"
#include "app/cli/models_list.h"
#include "app/cli/models_remove.h"
#include "app/cli/models_synthesize.h"
#include "app/cli/models_verify.h"
#include "core/base/path_text.h"
#include "core/inference/config/json_document.h"
#include "core/models/catalogue.h"

namespace vidimus::cli {

namespace {

constexpr std::size_t kLargestCatalogue = 1 << 20;

Result<models::Catalogue> catalogueOf(const std::string& file)
{
    if (file.empty())
        return models::bundledCatalogue();
    const auto text = inference::readTextFile(pathFromBytes(file), kLargestCatalogue);
    return text ? models::parseCatalogue(*text, displayPath(pathFromBytes(file))) : fail(text.error());
}

} // namespace

void ModelsCommand::declareOptions(CLI::App& app)
{
    app.add_option("--from", m_from, "install: copy from this folder (a USB stick, say), without the network")
        ->type_name("DIR");
    app.add_option("--mirror", m_mirror, "install: ask this server instead of the hub")->type_name("URL");
    app.add_option("--proxy", m_proxy, "install: http://HOST:PORT, socks5://HOST:PORT or none")->type_name("URL");
    app.add_option("--catalogue", m_catalogue, "list, install: another list of models than the built-in one")
        ->type_name("FILE");
    app.add_option("--arch", m_arch, "synthesize: " + synthesizeNames())->type_name("ARCH");
    app.add_option("--out", m_out, "synthesize: the folder to make")->type_name("DIR");
    app.add_option("--seed", m_seed, "synthesize: other seeds are other weights")
        ->capture_default_str()
        ->type_name("N");
}

ExitCode ModelsCommand::run(CommandContext& context)
{
    const std::string kinds = "list, install, verify, remove, forget or synthesize";
    if (context.operands.empty())
        return wrongUsage(context, name(), "it needs " + kinds);
    const std::string what = context.operands.front();
    const std::vector<std::string> rest(context.operands.begin() + 1, context.operands.end());
    const bool synthesize = what == "synthesize";
    const bool install = what == "install";
    if (!synthesize && (!m_arch.empty() || !m_out.empty()))
        return wrongUsage(context, name(), "--arch and --out are for synthesize");
    if (!install && (!m_from.empty() || !m_mirror.empty() || !m_proxy.empty()))
        return wrongUsage(context, name(), "--from, --mirror and --proxy are for install");
    if ((what == "list" || synthesize) && !rest.empty())
        return wrongUsage(context, name(), what + " takes no \"" + displayText(rest.front()) + "\"");
    const auto catalogue = catalogueOf(m_catalogue);
    if (!catalogue)
        return cannotRun(context, catalogue.error());
    if (what == "list")
        return listModels(context, *catalogue);
    if (what == "verify")
        return verifyModels(context, rest);
    if ((install || what == "remove" || what == "forget") && rest.empty())
        return wrongUsage(context, name(),
                          what + " needs a NAME" + (install ? ": " + catalogueNames(*catalogue) : std::string()));
    if (install)
        return installModels(context, *catalogue, {rest, pathFromBytes(m_from), m_mirror, m_proxy});
    if (what == "remove")
        return removeModels(context, rest);
    if (what == "forget")
        return forgetModels(context, rest);
    if (!synthesize)
        return wrongUsage(context, name(), "there is no \"" + displayText(what) + "\": " + kinds);
    if (m_arch.empty() || m_out.empty())
        return wrongUsage(context, name(), "synthesize needs --arch and --out");
    return synthesizeModel(context, {m_arch, pathFromBytes(m_out), m_seed});
}

} // namespace vidimus::cli
