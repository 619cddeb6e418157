#include "app/cli/tag_command.h"

#include <chrono>
#include <ostream>
#include <vector>

#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/photo_ids.h"
#include "app/cli/table.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"
#include "core/storage/tag_name.h"

namespace vidimus::cli {

namespace {

std::int64_t now()
{
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

} // namespace

ExitCode TagCommand::run(CommandContext& context)
{
    const std::string action = context.operands.empty() ? std::string() : context.operands.front();
    if (action == "list") {
        context.operands.erase(context.operands.begin());
        return list(context);
    }
    if (action != "add" && action != "remove")
        return wrongUsage(context, name(), "it needs add, remove or list");
    if (context.operands.size() < 3)
        return wrongUsage(context, name(), action + " needs a TAG and an ID");
    context.operands.erase(context.operands.begin());
    return change(context, action == "add");
}

ExitCode TagCommand::change(CommandContext& context, bool add) const
{
    const auto tag = storage::tagName(context.operands.front());
    if (!tag)
        return wrongUsage(context, name(), tag.error().message);
    const auto ids = photoIdsOf({context.operands.begin() + 1, context.operands.end()});
    if (!ids)
        return wrongUsage(context, name(), ids.error().message);
    if (const auto none = noLibrary(context))
        return cannotRun(context, *none);
    const auto library = storage::Library::open(context.options.library);
    if (!library)
        return cannotRun(context, library.error());
    const auto given = givenPhotos(context, **library, *ids);
    if (!given)
        return cannotRun(context, given.error());

    std::vector<storage::PersonEdit> edits;
    if (add)
        edits.emplace_back(storage::AddTags{{{*tag, given->known}}});
    else
        edits.emplace_back(storage::RemoveTags{{{*tag, given->known}}});
    const auto made = (*library)->make(edits, now());
    if (!made)
        return cannotRun(context, made.error());
    if (context.options.json) {
        writeJson(context.out,
                  {{"tag", *tag}, {"changed", idsToJson(made->photos)}, {"unknown", idsToJson(given->unknown)}});
    } else {
        context.out << (add ? "Tagged " : "Untagged ")
                    << counted(static_cast<std::int64_t>(made->photos.size()), "picture") << ".\n";
    }
    return given->unknown.empty() ? ExitCode::Done : ExitCode::SomeFailed;
}

ExitCode TagCommand::list(CommandContext& context) const
{
    const auto ids = photoIdsOf(context.operands);
    if (!ids)
        return wrongUsage(context, name(), ids.error().message);
    const auto library = openCatalogue(context);
    if (!library)
        return cannotRun(context, library.error());
    const auto given = givenPhotos(context, **library, *ids);
    if (!given)
        return cannotRun(context, given.error());
    const auto tags = ids->empty() ? (*library)->tags().all() : (*library)->tags().among(given->known);
    if (!tags)
        return cannotRun(context, tags.error());
    if (context.options.json) {
        Json list = Json::array();
        for (const storage::TagCount& tag : *tags)
            list.push_back({{"name", tag.name}, {"photos", tag.photos}});
        writeJson(context.out, {{"tags", std::move(list)}});
    } else {
        Table table({{"PICTURES", Table::Fit::Always, true}, {"TAG", Table::Fit::CutEnd}}, context.terminal);
        std::vector<Table::Row> rows;
        for (const storage::TagCount& tag : *tags)
            rows.push_back({grouped(tag.photos), displayText(tag.name)});
        if (rows.empty())
            context.out << "No tags yet: vidimusctl tag add TAG ID gives one.\n";
        table.measure(rows);
        if (!rows.empty())
            table.printHeader(context.out);
        for (const Table::Row& row : rows)
            table.printRow(context.out, row);
    }
    return given->unknown.empty() ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace vidimus::cli
