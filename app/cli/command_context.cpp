#include "app/cli/command_context.h"

#include <ostream>
#include <system_error>

#include "core/base/path_text.h"
#include "core/media/decoder.h"

namespace vidimus::cli {

namespace {

/// A flag that changes nothing must not look as if it did.
void noteIdleFlags(CommandContext& context, const services::EngineStatus& engine)
{
    if (!context.options.models.empty())
        note(context, "--models has no effect: models cannot be installed yet.");
    if (engine.origin != Origin::Mock)
        return;
    if (context.options.device == "cuda")
        note(context, "--device cuda has no effect: the mock runs on the processor.");
    if (context.options.precision != "auto")
        note(context, "--precision " + context.options.precision + " has no effect: the mock has no weights.");
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

Result<std::unique_ptr<app::Composition>> openComposition(CommandContext& context, storage::LibraryAccess access)
{
    app::CompositionOptions options;
    options.library = context.options.library;
    options.access = access;
    options.mode = context.options.mode;
    options.threads = context.options.threads;
    auto composition = app::Composition::create(options);
    if (composition)
        noteIdleFlags(context, (*composition)->engine());
    return composition;
}

Result<app::EngineChoice> openEngine(CommandContext& context)
{
    media::initialise();
    auto choice = app::chooseEngine(context.options.mode);
    if (choice)
        noteIdleFlags(context, choice->status);
    return choice;
}

Result<std::unique_ptr<storage::Library>> openCatalogue(CommandContext& context)
{
    auto library = storage::Library::open(context.options.library, {storage::LibraryAccess::ReadOnly, 0});
    if (!library)
        return library;
    const auto choice = openEngine(context);
    if (!choice) {
        // A catalogue can be read without models; it only cannot be told what they have yet to describe.
        note(context, choice.error().message);
        return library;
    }
    const inference::EngineInfo info = choice->engine->info();
    const auto used = (*library)->useModels(
        {info.captionModel.id, info.captionModel.name, info.captionModel.origin, 0},
        {info.embeddingModel.id, info.embeddingModel.name, info.embeddingModel.origin, info.embeddingDimension});
    if (!used)
        return fail(used.error());
    return library;
}

Error modelFolderUnavailable()
{
    return {
        ErrorCode::Unsupported,
        "--model is not available: this version has the mock only and cannot load a model folder; leave --model out."};
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
