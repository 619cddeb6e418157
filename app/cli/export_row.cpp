#include "app/cli/export_row.h"

#include <string_view>

#include "app/cli/photo_ids.h"
#include "app/cli/text_layout.h"

namespace vidimus::cli {

namespace {

/// As RFC 4180 has it. A text that a spreadsheet would run as a formula is marked as text.
std::string csvField(const Json& value)
{
    if (value.is_null())
        return {};
    if (!value.is_string() && !value.is_array())
        return jsonText(value);
    std::string text;
    if (value.is_array()) {
        for (const Json& item : value)
            text += (text.empty() ? "" : "; ") + item.get<std::string>();
    } else {
        text = value.get<std::string>();
    }
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    std::string field = "\"";
    for (const char c : text) {
        field += c;
        if (c == '"')
            field += '"';
    }
    return field + "\"";
}

} // namespace

Json exportedToJson(const storage::PhotoDetails& details)
{
    const storage::PhotoCard& card = details.card;
    const storage::PersonMarks& marks = card.marks;
    const bool described = details.caption.has_value();
    Json json{{"id", card.id.value}, {"path", jsonPath(card.path)}};
    json["caption"] = card.words();
    json["own_caption"] = marks.caption ? Json(*marks.caption) : Json(nullptr);
    json["model_caption"] = described ? Json(details.caption->caption.text) : Json(nullptr);
    json["confidence"] = described ? jsonFloat(details.caption->caption.confidence) : Json(nullptr);
    json["model"] = described ? Json(details.caption->modelName) : Json(nullptr);
    json["origin"] = described ? Json(originName(details.caption->origin)) : Json(nullptr);
    json["reviewed"] = marks.reviewedAt.has_value();
    json["tags"] = details.tags;
    json["rating"] = marks.rating;
    json["favourite"] = marks.favourite;
    json["flag"] = flagName(marks.flag);
    json["captured_at"] =
        details.metadata.capturedAt ? Json(dateTime(*details.metadata.capturedAt, 'T')) : Json(nullptr);
    json["camera"] = details.metadata.camera;
    json["latitude"] = details.metadata.position ? Json(details.metadata.position->latitude) : Json(nullptr);
    json["longitude"] = details.metadata.position ? Json(details.metadata.position->longitude) : Json(nullptr);
    json["width"] = details.metadata.width;
    json["height"] = details.metadata.height;
    json["format"] = details.metadata.format;
    json["bytes"] = details.byteSize;
    json["sha256"] = details.hash.toHex();
    return json;
}

std::string csvHeader()
{
    std::string header;
    const Json row = exportedToJson({});
    for (const auto& [key, value] : row.items())
        header += (header.empty() ? "" : ",") + key;
    return header + "\r\n";
}

std::string csvRow(const storage::PhotoDetails& details)
{
    std::string line;
    const Json row = exportedToJson(details);
    for (const auto& [key, value] : row.items()) {
        if (!line.empty() || key != "id")
            line += ',';
        line += csvField(value);
    }
    return line + "\r\n";
}

media::SidecarText sidecarText(const storage::PhotoDetails& details)
{
    const storage::PersonMarks& marks = details.card.marks;
    media::SidecarText text;
    text.description = details.card.words();
    text.replacesDescription = marks.caption.has_value() || marks.reviewedAt.has_value();
    text.tags = details.tags;
    if (marks.flag == storage::Flag::Rejected)
        text.rating = -1;
    else if (marks.rating > 0)
        text.rating = marks.rating;
    if (!marks.caption && details.caption) {
        text.model = details.caption->modelName;
        text.confidence = details.caption->caption.confidence;
        text.reviewed = marks.reviewedAt.has_value();
    }
    return text;
}

} // namespace vidimus::cli
