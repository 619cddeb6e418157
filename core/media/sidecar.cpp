#include "core/media/sidecar.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include <exiv2/exiv2.hpp>

namespace vidimus::media {

namespace {

constexpr const char* kNamespace = "https://vidimus.invalid/xmp/1.0/"; // a name, not an address
constexpr const char* kDescription = "Xmp.dc.description";
constexpr const char* kSubject = "Xmp.dc.subject";
constexpr const char* kRating = "Xmp.xmp.Rating";
constexpr const char* kModel = "Xmp.vidimus.CaptionModel";
constexpr const char* kConfidence = "Xmp.vidimus.CaptionConfidence";
constexpr const char* kReviewed = "Xmp.vidimus.CaptionReviewed";

void registerNamespace()
{
    if (Exiv2::XmpProperties::prefix(kNamespace).empty())
        Exiv2::XmpProperties::registerNs(kNamespace, "vidimus");
}

Result<Exiv2::XmpData> parse(const std::string& packet)
{
    registerNamespace();
    Exiv2::XmpData data;
    const bool blank = std::all_of(packet.begin(), packet.end(), [](char c) { return c == ' ' || c == '\n'; });
    if (!blank && Exiv2::XmpParser::decode(data, packet) != 0)
        return fail(ErrorCode::Corrupt, "The sidecar that is there is damaged or no XMP, and was left alone.");
    return data;
}

void erase(Exiv2::XmpData& data, const char* key)
{
    const auto found = data.findKey(Exiv2::XmpKey(key));
    if (found != data.end())
        data.erase(found);
}

std::string textOf(const Exiv2::XmpData& data, const char* key)
{
    const auto found = data.findKey(Exiv2::XmpKey(key));
    return found == data.end() ? std::string() : found->toString();
}

/// The x-default text of a field in several languages.
std::string defaultText(const Exiv2::XmpData& data, const char* key)
{
    const auto found = data.findKey(Exiv2::XmpKey(key));
    if (found == data.end())
        return {};
    if (const auto* texts = dynamic_cast<const Exiv2::LangAltValue*>(&found->value()))
        return texts->toString("x-default");
    return found->toString();
}

std::vector<std::string> listOf(const Exiv2::XmpData& data, const char* key)
{
    std::vector<std::string> items;
    const auto found = data.findKey(Exiv2::XmpKey(key));
    if (found == data.end())
        return items;
    const auto count = static_cast<long>(found->count());
    for (long i = 0; i < count; ++i)
        items.push_back(found->toString(i));
    return items;
}

void setDescription(Exiv2::XmpData& data, const std::string& words)
{
    // Other languages stay beside ours.
    const auto found = data.findKey(Exiv2::XmpKey(kDescription));
    Exiv2::LangAltValue texts;
    if (found != data.end()) {
        if (const auto* there = dynamic_cast<const Exiv2::LangAltValue*>(&found->value()))
            texts.value_ = there->value_;
    }
    texts.value_["x-default"] = words;
    erase(data, kDescription);
    data.add(Exiv2::XmpKey(kDescription), &texts);
}

void addTags(Exiv2::XmpData& data, const std::vector<std::string>& tags)
{
    std::vector<std::string> all = listOf(data, kSubject);
    for (const std::string& tag : tags) {
        if (std::find(all.begin(), all.end(), tag) == all.end())
            all.push_back(tag);
    }
    if (all.empty())
        return;
    erase(data, kSubject);
    Exiv2::XmpArrayValue bag(Exiv2::xmpBag);
    for (const std::string& tag : all)
        bag.read(tag);
    data.add(Exiv2::XmpKey(kSubject), &bag);
}

void setText(Exiv2::XmpData& data, const char* key, const std::string& text)
{
    if (text.empty())
        erase(data, key);
    else
        data[key] = text;
}

std::string fixed(float value)
{
    char text[16];
    std::snprintf(text, sizeof text, "%d.%03d", static_cast<int>(value), static_cast<int>(value * 1000) % 1000);
    return text;
}

std::optional<int> integer(const std::string& text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

template <typename Body>
auto guarded(Body&& body) -> decltype(body())
{
    try {
        return body();
    } catch (const std::exception& error) { // exiv2's own derive from it in every version
        return fail(ErrorCode::Corrupt, std::string("The sidecar cannot be worked with: ") + error.what());
    }
}

} // namespace

Result<std::string> writeSidecar(const std::string& existing, const SidecarText& text)
{
    return guarded([&]() -> Result<std::string> {
        auto data = parse(existing);
        if (!data)
            return fail(data.error());
        const std::string before = defaultText(*data, kDescription);
        // Words that a model gave may be replaced by a model; those of anybody else only by a person.
        const bool modelWroteIt = !textOf(*data, kModel).empty();
        if (!text.description.empty() && (before.empty() || modelWroteIt || text.replacesDescription)) {
            setDescription(*data, text.description);
            setText(*data, kModel, text.model);
            setText(*data, kConfidence, text.confidence ? fixed(*text.confidence) : std::string());
            setText(*data, kReviewed, text.reviewed ? "True" : "");
        }
        addTags(*data, text.tags);
        if (text.rating)
            (*data)[kRating] = std::to_string(*text.rating);
        std::string packet;
        if (Exiv2::XmpParser::encode(packet, *data, Exiv2::XmpParser::useCompactFormat) != 0)
            return fail(ErrorCode::Internal, "The sidecar could not be written down as XMP.");
        return packet;
    });
}

Result<SidecarText> readSidecar(const std::string& packet)
{
    return guarded([&]() -> Result<SidecarText> {
        const auto data = parse(packet);
        if (!data)
            return fail(data.error());
        SidecarText text;
        text.description = defaultText(*data, kDescription);
        text.tags = listOf(*data, kSubject);
        text.rating = integer(textOf(*data, kRating));
        text.model = textOf(*data, kModel);
        if (const std::string confidence = textOf(*data, kConfidence); !confidence.empty())
            text.confidence = std::strtof(confidence.c_str(), nullptr);
        text.reviewed = textOf(*data, kReviewed) == "True";
        return text;
    });
}

} // namespace vidimus::media
