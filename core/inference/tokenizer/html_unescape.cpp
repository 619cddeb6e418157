#include "core/inference/tokenizer/html_unescape.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>

#include "core/inference/tokenizer/html_entity_table.h"
#include "core/inference/tokenizer/unicode.h"
#include "core/inference/tokenizer/windows_1252.h"

namespace vidimus::inference {

namespace {

struct Entity {
    std::u32string characters;
    bool withoutSemicolon = false; ///< known without one, too
};

using EntityTable = std::map<std::string, Entity, std::less<>>;

std::u32string charactersFrom(std::string_view hex)
{
    std::u32string characters;
    for (const char *at = hex.data(), *end = at + hex.size(); at < end; ++at) {
        unsigned int value = 0;
        at = std::from_chars(at, end, value, 16).ptr;
        characters.push_back(value);
    }
    return characters;
}

EntityTable readTable()
{
    EntityTable table;
    for (std::string_view line : htmlEntityLines()) {
        const auto word = [&line] {
            const std::size_t end = std::min(line.find(' '), line.size());
            const std::string_view taken = line.substr(0, end);
            line.remove_prefix(std::min(end + 1, line.size()));
            return taken;
        };
        while (!line.empty()) {
            std::string_view name = word();
            Entity entity{charactersFrom(word()), name.ends_with('!')};
            if (entity.withoutSemicolon)
                name.remove_suffix(1);
            table.emplace(name, std::move(entity));
        }
    }
    return table;
}

const EntityTable& table()
{
    static const EntityTable kTable = readTable();
    return kTable;
}

/// An entity's longest name has 31 letters, so a longer text is none.
std::string asciiOf(std::u32string_view text)
{
    std::string ascii;
    for (const char32_t c : text)
        ascii.push_back(c < 0x80 ? static_cast<char>(c) : '\x7F');
    return ascii;
}

const Entity* entityNamed(std::string_view name)
{
    const auto found = table().find(name);
    return found == table().end() ? nullptr : &found->second;
}

bool mayNotStandInHtml(char32_t c)
{
    return (c >= 0x1 && c <= 0x8) || c == 0xB || (c >= 0xE && c <= 0x1F) || (c >= 0x7F && c <= 0x9F) ||
           (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

std::u32string numbered(char32_t number)
{
    constexpr char32_t kReplacement = 0xFFFD;
    if (number == 0 || (number >= 0xD800 && number <= 0xDFFF) || number > 0x10FFFF)
        return {kReplacement};
    if (number >= 0x80 && number <= 0x9F)
        return {fromWindows1252(number)};
    if (mayNotStandInHtml(number))
        return {};
    return {number};
}

struct Reference {
    std::u32string characters;
    std::size_t length = 0; ///< of the text it stands for, the ampersand included
};

int digitValue(char32_t c, int base)
{
    if (c >= U'0' && c <= U'9')
        return static_cast<int>(c - U'0');
    const char32_t lower = c | 0x20;
    return base == 16 && c < 0x80 && lower >= U'a' && lower <= U'f' ? static_cast<int>(lower - U'a') + 10 : -1;
}

/// `text` begins with "&#". The number saturates above the last code point, however many digits there are.
std::optional<Reference> numericReference(std::u32string_view text)
{
    const bool hexadecimal = text.size() > 2 && (text[2] | 0x20) == U'x';
    const std::size_t first = hexadecimal ? 3 : 2;
    const int base = hexadecimal ? 16 : 10;
    char32_t number = 0;
    std::size_t at = first;
    for (; at < text.size() && digitValue(text[at], base) >= 0; ++at)
        number = std::min<char32_t>(
            number * static_cast<char32_t>(base) + static_cast<char32_t>(digitValue(text[at], base)), 0x110000);
    if (at == first)
        return std::nullopt;
    if (at < text.size() && text[at] == U';')
        ++at;
    return Reference{numbered(number), at};
}

std::optional<Reference> namedReference(std::u32string_view text)
{
    constexpr std::size_t kMostLetters = 32;
    constexpr std::u32string_view kEnds = U"\t\n\f <&#;";
    std::size_t end = 1;
    while (end < text.size() && end <= kMostLetters && kEnds.find(text[end]) == std::u32string_view::npos)
        ++end;
    const std::string name = asciiOf(text.substr(1, end - 1));
    if (end < text.size() && text[end] == U';') {
        if (const Entity* entity = entityNamed(name))
            return Reference{entity->characters, end + 1};
    }
    // "&notit;" is "&not" and "it;": the longest beginning that is known without a semicolon counts.
    for (std::size_t length = name.size(); length > 1; --length) {
        const Entity* entity = entityNamed(std::string_view(name).substr(0, length));
        if (entity != nullptr && entity->withoutSemicolon)
            return Reference{entity->characters, length + 1};
    }
    return std::nullopt;
}

std::optional<Reference> referenceAt(std::u32string_view text)
{
    if (text.size() > 1 && text[1] == U'#')
        return numericReference(text);
    return namedReference(text);
}

std::u32string upperCase(std::u32string_view text)
{
    std::u32string upper;
    for (const char32_t c : text) {
        switch (c) { // the characters of the table whose capitals are several
        case 0xDF:
            upper += U"SS";
            break;
        case 0x149:
            upper += U"\u02BCN";
            break;
        case 0xFB00:
            upper += U"FF";
            break;
        case 0xFB01:
            upper += U"FI";
            break;
        case 0xFB02:
            upper += U"FL";
            break;
        case 0xFB03:
            upper += U"FFI";
            break;
        case 0xFB04:
            upper += U"FFL";
            break;
        default:
            upper.push_back(simpleUpperCase(c));
        }
    }
    return upper;
}

/// A name in capitals that stands for the capitals of the same name in small letters, unless it means something else.
std::optional<std::u32string> capitals(const std::string& name)
{
    std::string lower = name;
    for (char& c : lower) {
        if (c >= 'a' && c <= 'z')
            return std::nullopt;
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    }
    const Entity* entity = lower == name ? nullptr : entityNamed(lower);
    std::u32string reference(1, U'&');
    reference.append(name.begin(), name.end()).push_back(U';');
    if (entity == nullptr || namedReference(reference))
        return std::nullopt;
    return upperCase(entity->characters);
}

bool isAsciiAlphanumeric(char32_t c)
{
    return (c >= U'0' && c <= U'9') || ((c | 0x20) >= U'a' && (c | 0x20) <= U'z' && c < 0x80);
}

std::optional<Reference> endedReference(std::u32string_view text)
{
    constexpr std::size_t kMostLetters = 24;
    const bool numeric = text.size() > 1 && text[1] == U'#';
    const std::size_t first = numeric ? 2 : 1;
    std::size_t end = first;
    while (end < text.size() && end - first < kMostLetters && isAsciiAlphanumeric(text[end]))
        ++end;
    if (end == first || end >= text.size() || text[end] != U';')
        return std::nullopt;
    if (numeric) {
        auto reference = numericReference(text);
        // "&#12ab;" is no number to its semicolon.
        if (!reference || reference->length != end + 1 || reference->characters == U";")
            return std::nullopt;
        return reference;
    }
    const std::string name = asciiOf(text.substr(first, end - first));
    if (const Entity* entity = entityNamed(name))
        return Reference{entity->characters, end + 1};
    if (auto upper = capitals(name))
        return Reference{std::move(*upper), end + 1};
    return std::nullopt;
}

} // namespace

std::u32string unescapeHtml(std::u32string_view text)
{
    std::u32string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t plain = std::min(text.find(U'&'), text.size());
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty())
            break;
        if (const auto reference = referenceAt(text)) {
            out += reference->characters;
            text.remove_prefix(reference->length);
        } else {
            out.push_back(U'&');
            text.remove_prefix(1);
        }
    }
    return out;
}

std::u32string repairHtmlReferences(std::u32string_view text)
{
    std::u32string out;
    out.reserve(text.size());
    std::u32string again; // an ampersand that a reference stood for, with the text that follows it
    while (!text.empty()) {
        const std::size_t plain = std::min(text.find(U'&'), text.size());
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty())
            break;
        auto reference = endedReference(text);
        if (!reference) {
            out.push_back(U'&');
            text.remove_prefix(1);
            continue;
        }
        text.remove_prefix(reference->length);
        while (reference->characters == U"&") {
            again.assign(1, U'&');
            again.append(text.substr(0, 26)); // "#", 24 letters and the semicolon
            auto inner = endedReference(again);
            if (!inner)
                break;
            text.remove_prefix(inner->length - 1);
            reference = std::move(inner);
        }
        out += reference->characters;
    }
    return out;
}

} // namespace vidimus::inference
