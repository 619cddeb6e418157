#include "app/cli/command_context.h"

#include <ostream>
#include <system_error>

#include "app/composition/library_models.h"
#include "core/base/path_text.h"
#include "core/media/decoder.h"

namespace vidimus::cli {

namespace {

app::CompositionOptions compositionOptions(const CommandContext& context, storage::LibraryAccess access)
{
    app::CompositionOptions options;
    options.library = context.options.library;
    options.access = access;
    options.models = engineRequest(context);
    options.threads = context.options.threads;
    return options;
}

bool isMock(const services::RoleStatus& role)
{
    return role.origin == Origin::Mock;
}

/// Whether a person should be told what answers: it is not what it could be.
bool isStandIn(const services::RoleStatus& role)
{
    return isMock(role) || role.origin == Origin::Starter;
}

} // namespace

ExitCode cannotRun(CommandContext& context, const Error& error)
{
    if (error.code == ErrorCode::Cancelled) {
        context.err << "Interrupted.\n" << std::flush;
        return ExitCode::Interrupted;
    }
    context.err << "vidimusctl: " + error.message + "\n" << std::flush;
    return ExitCode::CannotRun;
}

ExitCode wrongUsage(CommandContext& context, std::string_view command, const std::string& message)
{
    context.err << "vidimusctl " << command << ": " << message << "; see vidimusctl " << command << " --help\n"
                << std::flush;
    return ExitCode::WrongUsage;
}

void note(CommandContext& context, const std::string& message)
{
    context.err << "vidimusctl: note: " + message + "\n" << std::flush;
}

app::EngineRequest engineRequest(const CommandContext& context)
{
    const GlobalOptions& options = context.options;
    app::EngineRequest request;
    request.mode = options.mode;
    request.models = options.models;
    request.cache = options.cache;
    request.starter = options.starter;
    request.preferred = {options.chosen.captioner, options.chosen.embedder};
    request.run.threads = options.threads;
    request.run.device = options.device == "cuda"  ? inference::Device::Cuda
                         : options.device == "cpu" ? inference::Device::Cpu
                                                   : inference::Device::Auto;
    request.run.precision = options.precision == "fp32"   ? inference::Precision::Fp32
                            : options.precision == "bf16" ? inference::Precision::Bf16
                            : options.precision == "int8" ? inference::Precision::Int8
                                                          : inference::Precision::Auto;
    return request;
}

void noteChoice(CommandContext& context, const services::EngineStatus& engine)
{
    noteIdleFlags(context, engine);
    if (engine.mode == services::ModelMode::Mock)
        return;
    const std::string captions = isStandIn(engine.captions) ? engine.captions.reason : std::string();
    const std::string vectors = isStandIn(engine.vectors) ? engine.vectors.reason : std::string();
    if (!captions.empty())
        note(context, captions);
    if (!vectors.empty() && vectors != captions)
        note(context, vectors);
}

void noteIdleFlags(CommandContext& context, const services::EngineStatus& engine)
{
    if (engine.mode == services::ModelMode::Mock && context.options.modelsGiven)
        note(context, "--models has no effect: the mock was asked for.");
    if (!isMock(engine.captions) || !isMock(engine.vectors))
        return;
    if (context.options.device == "cuda")
        note(context, "--device cuda has no effect: the mock runs on the processor.");
    if (context.options.precision != "auto")
        note(context, "--precision " + context.options.precision + " has no effect: the mock has no weights.");
}

Result<std::unique_ptr<app::Composition>> openComposition(CommandContext& context, storage::LibraryAccess access)
{
    app::CompositionOptions options = compositionOptions(context, access);
    // Who only reads asks one question: what that needs is loaded by asking it.
    options.warmUp = access == storage::LibraryAccess::ReadWrite;
    auto composition = app::Composition::create(options);
    if (composition)
        noteChoice(context, (*composition)->engine());
    return composition;
}

Result<std::unique_ptr<app::Composition>> openWithoutModels(CommandContext& context, storage::LibraryAccess access)
{
    app::CompositionOptions options = compositionOptions(context, access);
    options.models.openWhenNeeded = true;
    options.warmUp = false;
    return app::Composition::create(options);
}

Result<app::EngineChoice> openEngine(CommandContext& context, const app::EngineRequest& request)
{
    media::initialise();
    auto choice = app::chooseEngine(request);
    if (choice)
        noteChoice(context, choice->status);
    return choice;
}

std::optional<Error> noLibrary(const CommandContext& context)
{
    const auto library = storage::Library::open(context.options.library, {storage::LibraryAccess::ReadOnly, 0});
    return !library && library.error().code == ErrorCode::NotFound ? std::optional(library.error()) : std::nullopt;
}

Result<std::unique_ptr<storage::Library>> openCatalogue(CommandContext& context)
{
    auto library = storage::Library::open(context.options.library, {storage::LibraryAccess::ReadOnly, 0});
    if (!library)
        return library;
    app::EngineRequest request = engineRequest(context);
    request.openWhenNeeded = true; // nothing is asked of them but their names
    const auto choice = app::chooseEngine(request);
    if (!choice) {
        // A catalogue can be read without models; it only cannot be told what they have yet to describe.
        note(context, choice.error().message);
        return library;
    }
    noteIdleFlags(context, choice->status);
    if (const auto used = app::useModels(**library, choice->engine->info()); !used)
        return fail(used.error());
    return library;
}

std::vector<std::filesystem::path> operandPaths(const CommandContext& context)
{
    std::vector<std::filesystem::path> paths;
    for (const std::string& operand : context.operands) {
        const std::filesystem::path given = pathFromBytes(operand);
        std::error_code error;
        const std::filesystem::path absolute = std::filesystem::absolute(given, error);
        paths.push_back(error ? given : absolute.lexically_normal());
    }
    return paths;
}

} // namespace vidimus::cli
