#include "app/cli/doctor_command.h"

#include <algorithm>
#include <ostream>

#include "app/cli/command_context.h"
#include "app/cli/doctor_check.h"
#include "app/cli/doctor_library.h"
#include "app/cli/doctor_system.h"
#include "app/cli/json_output.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"

namespace vidimus::cli {

namespace {

const char* statusName(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Ok:
        return "ok";
    case CheckStatus::Warning:
        return "warning";
    case CheckStatus::Problem:
        return "problem";
    }
    return "problem";
}

constexpr std::size_t kStatusWidth = 7; ///< of the longest name

std::string statusMark(CheckStatus status, const Terminal& terminal)
{
    const char* mark = status == CheckStatus::Ok ? "✓" : status == CheckStatus::Warning ? "!" : "✗";
    std::string text = terminal.utf8 ? mark : padRight(statusName(status), kStatusWidth);
    if (!terminal.colours)
        return text;
    const char* colour = status == CheckStatus::Ok        ? "\x1b[32m"
                         : status == CheckStatus::Warning ? "\x1b[33m"
                                                          : "\x1b[31m";
    return colour + text + "\x1b[0m";
}

std::size_t countOf(const Checks& checks, CheckStatus status)
{
    return static_cast<std::size_t>(
        std::count_if(checks.begin(), checks.end(), [status](const Check& check) { return check.status == status; }));
}

void print(const CommandContext& context, const Checks& checks)
{
    std::size_t width = 0;
    for (const Check& check : checks)
        width = std::max(width, displayWidth(check.name));
    const std::string indent((context.terminal.utf8 ? 1 : kStatusWidth) + 1 + width + 2, ' ');
    for (const Check& check : checks) {
        context.out << statusMark(check.status, context.terminal) << ' ' << padRight(check.name, width) << "  "
                    << check.detail << '\n';
        if (!check.remedy.empty())
            context.out << indent << (context.terminal.utf8 ? "→ " : "> ") << check.remedy << '\n';
    }
    const auto problems = static_cast<std::int64_t>(countOf(checks, CheckStatus::Problem));
    const auto warnings = static_cast<std::int64_t>(countOf(checks, CheckStatus::Warning));
    context.out << '\n';
    if (problems == 0 && warnings == 0)
        context.out << "All is well.\n";
    else
        context.out << counted(problems, "problem") << ", " << counted(warnings, "warning") << ".\n";
}

} // namespace

ExitCode DoctorCommand::run(CommandContext& context)
{
    Checks checks;
    checkSystem(checks);
    const bool models = checkModels(context, checks);
    checkLibrary(context, models, checks);
    if (context.stop.stop_requested())
        return cannotRun(context, {ErrorCode::Cancelled, {}});

    if (context.options.json) {
        Json list = Json::array();
        for (const Check& check : checks)
            list.push_back({{"name", check.name},
                            {"status", statusName(check.status)},
                            {"detail", check.detail},
                            {"remedy", check.remedy}});
        writeJson(context.out, {{"checks", std::move(list)}});
    } else {
        print(context, checks);
    }
    return countOf(checks, CheckStatus::Problem) > 0 ? ExitCode::SomeFailed : ExitCode::Done;
}

} // namespace vidimus::cli
