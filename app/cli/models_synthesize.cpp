#include "app/cli/models_synthesize.h"

#include "app/cli/command_context.h"

namespace vidimus::cli {

ExitCode synthesizeModel(CommandContext& context, const SynthesizeWish&)
{
    return cannotRun(context, {ErrorCode::Unsupported, "synthesize is not part of this build."});
}

} // namespace vidimus::cli
