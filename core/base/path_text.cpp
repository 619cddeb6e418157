#include "core/base/path_text.h"

#include <array>
#include <cstdio>

namespace vidimus {

namespace {

/// Length of the well-formed UTF-8 sequence that starts here, or 0.
std::size_t utf8SequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continuation = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return continuation(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!continuation(1) || !continuation(2))
            return 0;
        const bool overlong = first == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = first == 0xED && byte(1) > 0x9F;
        return overlong || surrogate ? 0 : 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!continuation(1) || !continuation(2) || !continuation(3))
            return 0;
        const bool overlong = first == 0xF0 && byte(1) < 0x90;
        const bool tooHigh = first == 0xF4 && byte(1) > 0x8F;
        return overlong || tooHigh ? 0 : 4;
    }
    return 0;
}

/// One character's worth of input, made printable.
std::string printable(std::string_view sequence)
{
    const auto first = static_cast<unsigned char>(sequence[0]);
    if (sequence == "\n")
        return "\\n";
    if (sequence == "\t")
        return "\\t";
    if (sequence == "\r")
        return "\\r";
    if (sequence.size() > 1 || (first >= 0x20 && first != 0x7F && first < 0x80))
        return std::string(sequence);
    std::array<char, 8> escape{};
    std::snprintf(escape.data(), escape.size(), "\\x%02x", first);
    return escape.data();
}

} // namespace

std::string pathToBytes(const std::filesystem::path& path)
{
#ifdef _WIN32
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
#else
    return path.native();
#endif
}

std::filesystem::path pathFromBytes(std::string_view bytes)
{
#ifdef _WIN32
    return std::filesystem::path(std::u8string(bytes.begin(), bytes.end()));
#else
    return std::filesystem::path(bytes);
#endif
}

std::string displayText(std::string_view text, std::size_t maxBytes)
{
    std::string clean;
    while (!text.empty()) {
        const std::size_t length = utf8SequenceLength(text);
        clean += printable(text.substr(0, length == 0 ? 1 : length));
        text.remove_prefix(length == 0 ? 1 : length);
    }
    if (clean.size() <= maxBytes)
        return clean;
    // Keep both ends: the start says where, the end says which file.
    const auto boundary = [&](std::size_t at) {
        while (at > 0 && (static_cast<unsigned char>(clean[at]) & 0xC0) == 0x80)
            --at;
        return at;
    };
    const std::size_t head = boundary(maxBytes / 2);
    const std::size_t tail = boundary(clean.size() - maxBytes / 2);
    return clean.substr(0, head) + "…" + clean.substr(tail);
}

std::string displayPath(const std::filesystem::path& path)
{
    return displayText(pathToBytes(path));
}

} // namespace vidimus
