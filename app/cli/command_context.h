#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/exit_code.h"
#include "app/cli/global_options.h"
#include "app/cli/terminal.h"
#include "app/composition/composition.h"
#include "app/composition/engine_choice.h"
#include "core/base/error.h"

namespace vidimus::cli {

/// What a command works with. stdout carries the answer, stderr all the rest.
struct CommandContext {
    GlobalOptions options;
    std::vector<std::string> operands; ///< byte for byte as given
    std::ostream& out;
    std::ostream& err;
    Terminal terminal;
    std::stop_token stop; ///< Ctrl-C
};

/// "vidimusctl: message" on stderr, and the exit code that belongs to the error.
ExitCode cannotRun(CommandContext& context, const Error& error);
/// "vidimusctl COMMAND: message; see …" on stderr.
ExitCode wrongUsage(CommandContext& context, std::string_view command, const std::string& message);
/// "vidimusctl: note: message" on stderr.
void note(CommandContext& context, const std::string& message);

/// What the flags ask of the models.
app::EngineRequest engineRequest(const CommandContext& context);
/// Says on stderr which of the flags given the models in use cannot follow.
void noteIdleFlags(CommandContext& context, const services::EngineStatus& engine);
/// The same, and, where nobody asked for the mock, why it answers.
void noteChoice(CommandContext& context, const services::EngineStatus& engine);

/// The library with the models for it, for commands that ask the models something; with those notes.
Result<std::unique_ptr<app::Composition>> openComposition(CommandContext& context, storage::LibraryAccess access);
/// The same for commands that only need to know which models these are: they are not opened.
Result<std::unique_ptr<app::Composition>> openWithoutModels(CommandContext& context, storage::LibraryAccess access);
/// The models alone, with the same notes.
Result<app::EngineChoice> openEngine(CommandContext& context, const app::EngineRequest& request);
/// That there is no library: what changes one asks first, so as not to make one. Nothing where there is one, be it of no
/// use: whoever opens it hears why.
std::optional<Error> noLibrary(const CommandContext& context);
/// The catalogue for reading, without vectors; what is described means the models in use.
Result<std::unique_ptr<storage::Library>> openCatalogue(CommandContext& context);

/// The operands as absolute paths.
std::vector<std::filesystem::path> operandPaths(const CommandContext& context);

} // namespace vidimus::cli
