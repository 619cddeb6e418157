#include "app/cli/show_command.h"

#include <optional>
#include <ostream>

#include "app/cli/caption_words.h"
#include "app/cli/command_context.h"
#include "app/cli/json_output.h"
#include "app/cli/photo_ids.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"

namespace vidimus::cli {

namespace {

constexpr std::size_t kLabelWidth = 12;

Json milliseconds(const std::optional<std::int64_t>& us)
{
    return us ? jsonMilliseconds(static_cast<double>(*us) / 1000) : Json(nullptr);
}

Json captionToJson(const std::optional<storage::StoredCaption>& stored)
{
    if (!stored)
        return nullptr;
    return {{"text", stored->caption.text},
            {"confidence", jsonFloat(stored->caption.confidence)},
            {"tokens", tokensToJson(stored->caption)},
            {"origin", originName(stored->origin)},
            {"model", stored->modelName},
            {"model_id", stored->model},
            {"created_at", dateTime(stored->createdAt, 'T') + "Z"}};
}

Json metadataToJson(const PhotoMetadata& metadata)
{
    Json json{{"width", metadata.width},
              {"height", metadata.height},
              {"format", metadata.format},
              {"orientation", metadata.orientation}};
    json["captured_at"] = metadata.capturedAt ? Json(dateTime(*metadata.capturedAt, 'T')) : Json(nullptr);
    json["camera"] = metadata.camera;
    json["position"] = nullptr;
    if (metadata.position)
        json["position"] = {{"latitude", metadata.position->latitude}, {"longitude", metadata.position->longitude}};
    return json;
}

Json personToJson(const storage::PhotoDetails& details)
{
    const storage::PersonMarks& marks = details.card.marks;
    Json json{{"caption", marks.caption ? Json(*marks.caption) : Json(nullptr)},
              {"rating", marks.rating},
              {"favourite", marks.favourite}};
    json["flag"] = flagName(marks.flag);
    json["reviewed"] = marks.reviewedAt.has_value();
    json["tags"] = details.tags;
    return json;
}

Json toJson(const storage::PhotoDetails& details)
{
    Json paths = Json::array();
    for (const std::filesystem::path& path : details.paths)
        paths.push_back(jsonPath(path));
    const storage::PhotoTimes& times = details.times;
    return {{"id", details.card.id.value},
            {"path", jsonPath(details.card.path)},
            {"paths", std::move(paths)},
            {"hash", details.hash.toHex()},
            {"bytes", details.byteSize},
            {"imported_at", dateTime(details.importedAt, 'T') + "Z"},
            {"state", stateName(details.card.state)},
            {"problem", details.card.problem},
            {"metadata", metadataToJson(details.metadata)},
            {"caption", captionToJson(details.caption)},
            {"person", personToJson(details)},
            {"embedding_model", details.embeddingModel},
            {"milliseconds",
             {{"read", milliseconds(times.read)},
              {"hash", milliseconds(times.hash)},
              {"decode", milliseconds(times.decode)},
              {"metadata", milliseconds(times.metadata)},
              {"thumbnail", milliseconds(times.thumbnail)},
              {"caption", milliseconds(times.caption)},
              {"embedding", milliseconds(times.embedding)}}}};
}

class Sheet {
public:
    Sheet(std::ostream& out, bool utf8) : m_out(out), m_utf8(utf8) {}

    void line(const std::string& label, const std::string& value)
    {
        if (!value.empty())
            m_out << "  " << padRight(label, kLabelWidth) << value << '\n';
    }
    std::string dot() const { return m_utf8 ? " · " : ", "; }
    bool utf8() const { return m_utf8; }

private:
    std::ostream& m_out;
    const bool m_utf8;
};

std::string timesText(const Sheet& sheet, const storage::PhotoTimes& times)
{
    std::string text;
    const auto add = [&](const char* stage, const std::optional<std::int64_t>& us) {
        if (us)
            text += (text.empty() ? "" : sheet.dot()) + stage + " " + fixed(static_cast<double>(*us) / 1000, 1) + " ms";
    };
    add("read", times.read);
    add("hash", times.hash);
    add("decode", times.decode);
    add("metadata", times.metadata);
    add("thumbnail", times.thumbnail);
    add("caption", times.caption);
    add("embedding", times.embedding);
    return text;
}

void printPerson(Sheet& sheet, const storage::PhotoDetails& details)
{
    const storage::PersonMarks& marks = details.card.marks;
    std::string tags;
    for (const std::string& tag : details.tags)
        tags += (tags.empty() ? "" : ", ") + displayText(tag);
    sheet.line("tags", tags);
    sheet.line("rating", marks.rating > 0 ? std::to_string(marks.rating) + " of 5" : std::string());
    std::string said = flagName(marks.flag);
    if (marks.favourite)
        said += (said.empty() ? "" : sheet.dot()) + "favourite";
    if (marks.reviewedAt)
        said += (said.empty() ? "" : sheet.dot()) + "caption accepted";
    sheet.line("marked", said);
}

void print(const CommandContext& context, const storage::PhotoDetails& details)
{
    Sheet sheet(context.out, context.terminal.utf8);
    const PhotoMetadata& metadata = details.metadata;
    context.out << "Picture " << details.card.id.value << '\n';
    bool first = true;
    for (const std::filesystem::path& path : details.paths) {
        sheet.line(first ? "file" : "also", displayPath(path));
        first = false;
    }
    sheet.line("caption", captionOrState(details.card));
    printPerson(sheet, details);
    if (const auto& stored = details.caption) {
        if (details.card.marks.caption)
            sheet.line("model said", displayText(stored->caption.text));
        sheet.line("sure", confidenceText(stored->caption.confidence, sheet.utf8()));
        sheet.line("words", wordsText(stored->caption, sheet.utf8()));
        sheet.line("by",
                   stored->modelName + " (" + std::string(originName(stored->origin)) + ", " + stored->model + ")");
    }
    if (!details.card.problem.empty() && !details.card.caption.empty())
        sheet.line("problem", displayText(details.card.problem));
    sheet.line("vector", details.embeddingModel.empty() ? "none yet" : "by " + details.embeddingModel);
    sheet.line("size", std::to_string(metadata.width) + (sheet.utf8() ? " × " : " x ") +
                           std::to_string(metadata.height) + " " + metadata.format + ", " + byteSize(details.byteSize));
    if (metadata.capturedAt)
        sheet.line("taken", dateTime(*metadata.capturedAt));
    sheet.line("camera", displayText(metadata.camera));
    if (metadata.position)
        sheet.line("place", fixed(metadata.position->latitude, 5) + ", " + fixed(metadata.position->longitude, 5));
    sheet.line("imported", dateTime(details.importedAt) + " UTC");
    sheet.line("content", details.hash.toHex());
    sheet.line("times", timesText(sheet, details.times));
}

} // namespace

ExitCode ShowCommand::run(CommandContext& context)
{
    if (context.operands.size() != 1)
        return wrongUsage(context, name(), "it needs one ID");
    const auto ids = photoIdsOf(context.operands);
    if (!ids)
        return wrongUsage(context, name(), ids.error().message);
    const auto library = openCatalogue(context);
    if (!library)
        return cannotRun(context, library.error());
    const auto details = (*library)->query().details(ids->front());
    if (!details && details.error().code == ErrorCode::NotFound) {
        context.err << details.error().message + "\n" << std::flush;
        return ExitCode::SomeFailed;
    }
    if (!details)
        return cannotRun(context, details.error());
    if (context.options.json)
        writeJson(context.out, toJson(*details));
    else
        print(context, *details);
    return ExitCode::Done;
}

} // namespace vidimus::cli
