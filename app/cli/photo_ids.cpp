#include "app/cli/photo_ids.h"

#include <charconv>
#include <ostream>
#include <unordered_set>

#include "app/cli/command_context.h"
#include "core/base/path_text.h"

namespace vidimus::cli {

Result<std::vector<PhotoId>> photoIdsOf(const std::vector<std::string>& operands)
{
    std::vector<PhotoId> ids;
    std::unordered_set<PhotoId> met;
    for (const std::string& operand : operands) {
        PhotoId id;
        const char* const end = operand.data() + operand.size();
        const auto read = std::from_chars(operand.data(), end, id.value);
        if (read.ec != std::errc{} || read.ptr != end || id.value <= 0)
            return fail(ErrorCode::InvalidArgument, displayText(operand) + " is no ID (vidimusctl list shows them)");
        if (met.insert(id).second)
            ids.push_back(id);
    }
    return ids;
}

Result<GivenPhotos> givenPhotos(CommandContext& context, const storage::Library& library,
                                const std::vector<PhotoId>& ids)
{
    const auto refs = library.query().refs(ids);
    if (!refs)
        return fail(refs.error());
    GivenPhotos given;
    auto next = refs->begin(); // in the order of the ids, without those that are not there
    for (const PhotoId id : ids) {
        if (next != refs->end() && next->id == id) {
            given.known.push_back(id);
            ++next;
            continue;
        }
        given.unknown.push_back(id);
        context.err << "There is no picture " + std::to_string(id.value) + " in the library.\n" << std::flush;
    }
    return given;
}

Json idsToJson(const std::vector<PhotoId>& ids)
{
    Json list = Json::array();
    for (const PhotoId id : ids)
        list.push_back(id.value);
    return list;
}

std::string_view stateName(storage::DescribeState state)
{
    switch (state) {
    case storage::DescribeState::Pending:
        return "pending";
    case storage::DescribeState::Done:
        return "done";
    case storage::DescribeState::Failed:
        return "failed";
    }
    return "pending";
}

std::string flagName(storage::Flag flag)
{
    switch (flag) {
    case storage::Flag::Picked:
        return "picked";
    case storage::Flag::Rejected:
        return "rejected";
    case storage::Flag::None:
        break;
    }
    return {};
}

std::string captionOrState(const storage::PhotoCard& card)
{
    if (!card.words().empty())
        return displayText(card.words());
    if (card.state == storage::DescribeState::Failed)
        return "(could not be described: " + displayText(card.problem) + ")";
    return "(not described yet)";
}

std::string_view wordsOrigin(const storage::PhotoCard& card)
{
    if (card.marks.caption)
        return "person";
    return card.caption.empty() ? std::string_view() : originName(card.origin);
}

std::optional<float> wordsConfidence(const storage::PhotoCard& card)
{
    return card.marks.caption || card.caption.empty() ? std::nullopt : std::optional(card.confidence);
}

} // namespace vidimus::cli
