#include "app/cli/command_line.h"

#include <algorithm>
#include <exception>
#include <ostream>
#include <utility>

#include <CLI/CLI.hpp>

#include "app/cli/arguments.h"
#include "app/cli/bench_command.h"
#include "app/cli/caption_command.h"
#include "app/cli/command_context.h"
#include "app/cli/doctor_command.h"
#include "app/cli/embed_command.h"
#include "app/cli/evaluate_command.h"
#include "app/cli/export_command.h"
#include "app/cli/import_command.h"
#include "app/cli/list_command.h"
#include "app/cli/models_command.h"
#include "app/cli/remove_command.h"
#include "app/cli/search_command.h"
#include "app/cli/show_command.h"
#include "app/cli/tag_command.h"
#include "core/base/path_text.h"

namespace vidimus::cli {

namespace {

constexpr const char* kFooter =
    R"(Exit codes: 0 done, 1 some items failed, 2 wrong usage, 3 cannot run, 130 interrupted.

Examples:
  vidimusctl import ~/Pictures
  vidimusctl search red sunset
  vidimusctl search --image beach.jpg --limit 5
  vidimusctl caption photo.jpg --json)";

constexpr int kMostThreads = 256;

/// The global flags as typed; GlobalOptions once they make sense.
struct TypedFlags {
    std::string library;
    std::string models;
    std::string mode;
    GlobalOptions options;
};

void declareGlobalFlags(CLI::App& app, TypedFlags& typed)
{
    app.add_option("--library", typed.library, "The folder of the library")->type_name("DIR");
    app.add_option("--models", typed.models, "The folder of installed models, or one model")->type_name("DIR");
    app.add_option("--mode", typed.mode, "Which models answer: mock, real or auto")
        ->check(CLI::IsMember({"mock", "real", "auto"}).description(""))
        ->type_name("MODE");
    app.add_flag("--json", typed.options.json, "One JSON document on stdout");
    app.add_option("--threads", typed.options.threads,
                   "Threads that read and decode, and as many that compute; 0: one per core")
        ->check(CLI::Range(0, kMostThreads).description(""))
        ->type_name("N");
    app.add_option("--device", typed.options.device, "What the models run on: auto, cpu or cuda")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}).description(""))
        ->type_name("DEVICE");
    app.add_option("--precision", typed.options.precision, "Of the models: auto, fp32, bf16 or int8")
        ->check(CLI::IsMember({"auto", "fp32", "bf16", "int8"}).description(""))
        ->type_name("P");
    app.add_flag("--quiet", typed.options.quiet, "No progress on stderr");
}

Command* find(const std::vector<std::unique_ptr<Command>>& commands, const std::string& name)
{
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const std::unique_ptr<Command>& command) { return command->name() == name; });
    return found == commands.end() ? nullptr : found->get();
}

/// CLI11 does not know of the operands (see SplitArguments), so their place in the usage line is put in here.
class HelpFormatter final : public CLI::Formatter {
public:
    explicit HelpFormatter(const std::vector<std::unique_ptr<Command>>& commands) : m_commands(commands) {}

    std::string make_usage(const CLI::App* app, std::string name) const override
    {
        const Command* command = app->get_parent() ? find(m_commands, app->get_name()) : nullptr;
        if (!command)
            return CLI::Formatter::make_usage(app, std::move(name));
        std::string usage = "Usage: vidimusctl " + app->get_name() + " [OPTIONS]";
        if (!command->operands().empty())
            usage += " " + std::string(command->operands());
        return usage + "\n";
    }

private:
    const std::vector<std::unique_ptr<Command>>& m_commands;
};

void declareCommand(CLI::App& app, Command& command)
{
    CLI::App* sub = app.add_subcommand(std::string(command.name()), std::string(command.summary()));
    command.declareOptions(*sub);
    sub->footer("Global options: vidimusctl --help");
}

int usageError(std::ostream& err, const std::string& message, const std::string& command)
{
    err << "vidimusctl: " << displayText(message) << "; see vidimusctl " << (command.empty() ? "" : command + " ")
        << "--help\n"
        << std::flush;
    return static_cast<int>(ExitCode::WrongUsage);
}

/// What is wrong with flags that CLI11 found well-formed; empty when nothing.
std::string resolve(const CLI::App& app, TypedFlags& typed, const Surroundings& surroundings)
{
    // An unset variable in a script must not become the person's own library.
    if (app.count("--library") > 0 && typed.library.empty())
        return "--library needs a folder";
    if (app.count("--models") > 0 && typed.models.empty())
        return "--models needs a folder";
    GlobalOptions& options = typed.options;
    options.library = typed.library.empty() ? surroundings.defaultLibrary : pathFromBytes(typed.library);
    options.modelsGiven = !typed.models.empty();
    options.models = options.modelsGiven                   ? pathFromBytes(typed.models)
                     : !surroundings.defaultModels.empty() ? surroundings.defaultModels
                                                           : services::Settings::defaultModels();
    options.cache = surroundings.cacheFolder;
    options.starter = surroundings.starter;
    options.chosen = surroundings.chosen;
    options.network = surroundings.network;
    options.mode = typed.mode == "mock"   ? services::ModelMode::Mock
                   : typed.mode == "real" ? services::ModelMode::Real
                   : typed.mode == "auto" ? services::ModelMode::Auto
                                          : surroundings.defaultMode;
    return {};
}

ExitCode runGuarded(Command& command, CommandContext& context)
{
    try {
        return command.run(context);
    } catch (const std::bad_alloc&) {
        return cannotRun(context, {ErrorCode::Internal, "There is not enough memory; try fewer --threads."});
    } catch (const std::exception& defect) {
        return cannotRun(context, {ErrorCode::Internal, std::string("Something unexpected happened: ") +
                                                            displayText(defect.what()) + ". Please report it."});
    }
}

} // namespace

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<ImportCommand>());
    commands.push_back(std::make_unique<SearchCommand>());
    commands.push_back(std::make_unique<ListCommand>());
    commands.push_back(std::make_unique<ShowCommand>());
    commands.push_back(std::make_unique<RemoveCommand>());
    commands.push_back(std::make_unique<TagCommand>());
    commands.push_back(std::make_unique<ExportCommand>());
    commands.push_back(std::make_unique<CaptionCommand>());
    commands.push_back(std::make_unique<EmbedCommand>());
    commands.push_back(std::make_unique<ModelsCommand>());
    commands.push_back(std::make_unique<DoctorCommand>());
    commands.push_back(std::make_unique<BenchCommand>());
    commands.push_back(std::make_unique<EvaluateCommand>());
    return commands;
}

int runCommandLine(const std::vector<std::string>& arguments, const Surroundings& surroundings)
{
    const std::vector<std::unique_ptr<Command>> commands = allCommands();
    CLI::App app("Catalogues your pictures by what is in them.", "vidimusctl");
    app.set_version_flag("--version", "vidimusctl " VIDIMUS_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.formatter(std::make_shared<HelpFormatter>(commands));
    app.get_formatter()->column_width(24);
    app.footer(kFooter);
    TypedFlags typed;
    declareGlobalFlags(app, typed);
    for (const auto& command : commands)
        declareCommand(app, *command);

    SplitArguments split = splitArguments(
        app, arguments, [&](const std::string& name) { return find(commands, name)->takesDashedWords(); });
    if (!split.unknownCommand.empty())
        return usageError(surroundings.err, "there is no command \"" + split.unknownCommand + "\"", {});
    try {
        std::vector<std::string> reversed(split.options.rbegin(), split.options.rend());
        app.parse(std::move(reversed));
    } catch (const CLI::Success& wanted) { // --help, --version
        app.exit(wanted, surroundings.out, surroundings.err);
        surroundings.out << std::flush;
        return static_cast<int>(ExitCode::Done);
    } catch (const CLI::ParseError& error) {
        const std::string message = split.command.empty() ? "a command is needed" : error.what();
        return usageError(surroundings.err, message, split.command);
    }
    if (const std::string wrong = resolve(app, typed, surroundings); !wrong.empty())
        return usageError(surroundings.err, wrong, split.command);

    Command& command = *find(commands, split.command);
    CommandContext context{std::move(typed.options), std::move(split.operands), surroundings.out,
                           surroundings.err,         surroundings.terminal,     surroundings.stop};
    if (command.operands().empty() && !context.operands.empty())
        return static_cast<int>(
            wrongUsage(context, command.name(), "it takes no \"" + displayText(context.operands[0]) + "\""));
    const ExitCode code = runGuarded(command, context);
    surroundings.out.flush();
    if (!surroundings.out) {
        return static_cast<int>(
            cannotRun(context, {ErrorCode::OutOfSpace, "The answer could not be written to the output."}));
    }
    return static_cast<int>(code);
}

} // namespace vidimus::cli
