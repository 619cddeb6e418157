#include "app/cli/remove_command.h"

#include <algorithm>
#include <ostream>
#include <vector>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/photo_ids.h"
#include "app/cli/text_layout.h"

namespace vidimus::cli {

namespace {

/// Of `ids`, those the library has.
Result<std::vector<PhotoId>> known(const storage::Library& library, const std::vector<PhotoId>& ids)
{
    const auto refs = library.query().refs(ids);
    if (!refs)
        return fail(refs.error());
    std::vector<PhotoId> found;
    for (const storage::PhotoRef& ref : *refs)
        found.push_back(ref.id);
    return found;
}

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
    // Removing needs a library: none is made.
    if (const auto present = storage::Library::open(context.options.library, {storage::LibraryAccess::ReadOnly, 0});
        !present && present.error().code == ErrorCode::NotFound)
        return cannotRun(context, present.error());
    const auto composition = openWithoutModels(context, storage::LibraryAccess::ReadWrite);
    if (!composition)
        return cannotRun(context, composition.error());

    const auto present = known((*composition)->library(), *ids);
    if (!present)
        return cannotRun(context, present.error());
    const auto removed = removeEverywhere(**composition, *present);
    if (!removed)
        return cannotRun(context, removed.error());

    Json unknown = Json::array();
    for (const PhotoId id : *ids) {
        if (std::find(present->begin(), present->end(), id) != present->end())
            continue;
        unknown.push_back(id.value);
        context.err << "There is no picture " + std::to_string(id.value) + " in the library.\n" << std::flush;
    }
    const bool allKnown = unknown.empty();
    if (context.options.json)
        writeJson(context.out, {{"removed", *removed}, {"unknown", std::move(unknown)}});
    else
        context.out << "Removed " << counted(*removed, "picture") << " from the library; the files stay.\n";
    return allKnown ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
