#include "app/cli/import_command.h"

#include <memory>
#include <ostream>
#include <utility>

#include <CLI/CLI.hpp>

#include "app/cli/command_context.h"
#include "app/cli/import_reporter.h"
#include "app/cli/json_output.h"
#include "app/cli/text_layout.h"
#include "core/ingest/pipeline.h"

namespace vidimus::cli {

namespace {

Json toJson(const ingest::Summary& summary)
{
    Json failed = Json::array();
    for (const storage::Failure& failure : summary.failed)
        failed.push_back({{"path", jsonPath(failure.path)}, {"error", failure.message}});
    return {{"imported", summary.imported},
            {"duplicates", summary.duplicates},
            {"updated", summary.updated},
            {"failed", std::move(failed)},
            {"seconds", jsonMilliseconds(summary.seconds)}};
}

/// "Imported 24 pictures, 2 already there, 1 failed in 1.2 s (20 a second)"
std::string toText(const ingest::Summary& summary)
{
    const std::int64_t files = summary.imported + summary.duplicates + summary.updated + summary.failedCount;
    if (files == 0 && summary.described == 0 && !summary.cancelled && !summary.stoppedBy)
        return "There was nothing to import.";
    std::string text = "Imported " + counted(summary.imported, "picture");
    if (summary.duplicates > 0)
        text += ", " + grouped(summary.duplicates) + " already there";
    if (summary.updated > 0)
        text += ", " + grouped(summary.updated) + " changed";
    if (summary.described > summary.imported + summary.updated)
        text += ", " + grouped(summary.described) + " described";
    if (summary.failedCount > 0)
        text += ", " + grouped(summary.failedCount) + " failed";
    text += " in " + duration(summary.seconds);
    if (files > 0 && summary.seconds > 0)
        text += " (" + rate(static_cast<double>(files) / summary.seconds) + ")";
    return text;
}

/// Runs to the end. On Ctrl-C what is under way is finished and kept, and what is not begun is left to the next start:
/// that is what taking the composition down does, where Pipeline::cancel() would tick it off.
Result<ingest::Summary> waitForEnd(std::unique_ptr<app::Composition> composition, ImportReporter& reporter,
                                   std::stop_token stop)
{
    auto summary = composition->pipeline().waitUntilIdle(stop);
    if (summary || summary.error().code != ErrorCode::Cancelled) {
        composition->pipeline().removeObserver(&reporter);
        return summary;
    }
    reporter.say("Stopping: what is under way is finished first (Ctrl-C again ends at once).");
    composition.reset();
    ingest::Summary cut = reporter.summary().value_or(ingest::Summary());
    cut.cancelled = !cut.stoppedBy;
    return cut;
}

} // namespace

void ImportCommand::declareOptions(CLI::App& app)
{
    app.add_flag("--verbose", m_verbose, "A line on stderr for each picture, once it is in the library for good");
}

ExitCode ImportCommand::run(CommandContext& context)
{
    for (const std::string& operand : context.operands)
        if (operand.empty())
            return wrongUsage(context, name(), "a PATH is empty");
    if (context.operands.empty()) {
        if (const auto none = noLibrary(context)) // to go on with
            return cannotRun(context, *none);
    }
    auto composition = openComposition(context, storage::LibraryAccess::ReadWrite);
    if (!composition)
        return cannotRun(context, composition.error());

    ingest::Pipeline& pipeline = (*composition)->pipeline();
    ImportReporter reporter(context.err, context.terminal, {m_verbose, context.options.quiet});
    pipeline.addObserver(&reporter);
    if (context.operands.empty())
        pipeline.resumeUnfinished();
    else
        pipeline.import(operandPaths(context));
    const auto summary = waitForEnd(std::move(*composition), reporter, context.stop);
    if (!summary)
        return cannotRun(context, summary.error());

    if (context.options.json)
        writeJson(context.out, toJson(*summary));
    else
        context.out << toText(*summary) << '\n';
    if (summary->modelProblem)
        context.err << "vidimusctl: The pictures are in the library, but not all are described: " +
                           summary->modelProblem->message + " Run the same command again when that is mended.\n"
                    << std::flush;
    if (summary->stoppedBy)
        return cannotRun(context, *summary->stoppedBy);
    if (summary->cancelled) {
        context.err << "Interrupted. What was done is kept; run the same command again to go on.\n" << std::flush;
        return ExitCode::Interrupted;
    }
    return summary->failedCount > 0 || summary->modelProblem ? ExitCode::SomeFailed : ExitCode::Done;
}

} // namespace vidimus::cli
