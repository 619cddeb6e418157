#include "app/cli/remove_command.h"

#include <ostream>
#include <vector>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/photo_ids.h"
#include "app/cli/text_layout.h"

namespace vidimus::cli {

namespace {

Result<int> removeEverywhere(app::Composition& composition, const std::vector<PhotoId>& photos)
{
    std::vector<ContentHash> hashes;
    for (const PhotoId photo : photos)
        if (const auto hash = composition.library().photos().hashOf(photo); hash && *hash)
            hashes.push_back(**hash);
    auto removed = composition.library().photos().remove(photos);
    if (!removed)
        return removed;
    composition.searcher().remove(photos);
    (void)composition.library().thumbnails().remove(hashes); // a cache: what stays there does no harm
    return removed;
}

} // namespace

ExitCode RemoveCommand::run(CommandContext& context)
{
    if (context.operands.empty())
        return wrongUsage(context, name(), "it needs an ID");
    const auto ids = photoIdsOf(context.operands);
    if (!ids)
        return wrongUsage(context, name(), ids.error().message);
    if (const auto none = noLibrary(context))
        return cannotRun(context, *none);
    const auto composition = openWithoutModels(context, storage::LibraryAccess::ReadWrite);
    if (!composition)
        return cannotRun(context, composition.error());

    const auto given = givenPhotos(context, (*composition)->library(), *ids);
    if (!given)
        return cannotRun(context, given.error());
    const auto removed = removeEverywhere(**composition, given->known);
    if (!removed)
        return cannotRun(context, removed.error());

    if (context.options.json)
        writeJson(context.out, {{"removed", *removed}, {"unknown", idsToJson(given->unknown)}});
    else
        context.out << "Removed " << counted(*removed, "picture") << " from the library; the files stay.\n";
    return given->unknown.empty() ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
