#include "app/cli/models_synthesize.h"

#include <chrono>
#include <ostream>
#include <string_view>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"
#include "core/inference/synthesize/synthesize_model.h"

namespace vidimus::cli {

std::string synthesizeNames()
{
    std::string names;
    for (const std::string_view name : inference::synthesizeArchNames())
        names += (names.empty() ? "" : ", ") + std::string(name);
    return names;
}

ExitCode synthesizeModel(CommandContext& context, const SynthesizeWish& wish)
{
    const auto arch = inference::synthesizeArchFromName(wish.arch);
    if (!arch)
        return wrongUsage(context, "models",
                          "there is no --arch \"" + displayText(wish.arch) + "\": " + synthesizeNames());
    if (!context.options.quiet)
        context.err << "Writing random weights into " + displayPath(wish.out) + " …\n" << std::flush;
    const auto start = std::chrono::steady_clock::now();
    if (const auto written = inference::synthesizeModel(*arch, wish.out, wish.seed, context.stop); !written)
        return cannotRun(context, written.error());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (context.options.json)
        writeJson(context.out, {{"arch", wish.arch},
                                {"path", jsonPath(wish.out)},
                                {"seed", wish.seed},
                                {"seconds", jsonMilliseconds(seconds)}});
    else
        context.out << wish.arch << " of random weights is in " << displayPath(wish.out) << " (" << duration(seconds)
                    << "). What it says of a picture has no meaning.\n";
    return ExitCode::Done;
}

} // namespace vidimus::cli
