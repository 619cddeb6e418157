#include "app/cli/text_layout.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>
#include <vector>

namespace vidimus::cli {

namespace {

using Range = std::pair<char32_t, char32_t>;

/// Roughly Unicode's East Asian Width W and F, and emoji.
constexpr std::array kWide{Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},
                           Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE4F},
                           Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
                           Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1FAFF}, Range{0x20000, 0x3FFFD}};
constexpr std::array kZeroWide{Range{0x0300, 0x036F}, Range{0x200B, 0x200F}, Range{0x20D0, 0x20FF},
                               Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}};

template <typename Ranges>
bool contains(const Ranges& ranges, char32_t code)
{
    return std::any_of(ranges.begin(), ranges.end(),
                       [code](const Range& range) { return code >= range.first && code <= range.second; });
}

struct Character {
    std::size_t at;     ///< byte offset
    std::size_t length; ///< bytes
    std::size_t width;  ///< columns
};

Character characterAt(std::string_view text, std::size_t at)
{
    const auto first = static_cast<unsigned char>(text[at]);
    std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    length = std::min(length, text.size() - at);
    char32_t code = length == 1 ? first : first & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        code = (code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
    return {at, length, contains(kZeroWide, code) ? 0u : contains(kWide, code) ? 2u : 1u};
}

std::vector<Character> charactersOf(std::string_view text)
{
    std::vector<Character> characters;
    for (std::size_t at = 0; at < text.size();) {
        characters.push_back(characterAt(text, at));
        at += characters.back().length;
    }
    return characters;
}

std::string_view leftOutMark(bool utf8)
{
    return utf8 ? "…" : "~";
}

} // namespace

std::size_t displayWidth(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        width += character.width;
        at += character.length;
    }
    return width;
}

std::string cutEnd(std::string_view text, std::size_t width, bool utf8)
{
    if (displayWidth(text) <= width)
        return std::string(text);
    if (width == 0)
        return {};
    std::size_t used = 0;
    std::size_t end = 0;
    for (const Character& character : charactersOf(text)) {
        if (used + character.width > width - 1)
            break;
        used += character.width;
        end = character.at + character.length;
    }
    return std::string(text.substr(0, end)).append(leftOutMark(utf8));
}

std::string cutStart(std::string_view text, std::size_t width, bool utf8)
{
    if (displayWidth(text) <= width)
        return std::string(text);
    if (width == 0)
        return {};
    const std::vector<Character> characters = charactersOf(text);
    std::size_t used = 0;
    std::size_t start = text.size();
    for (auto character = characters.rbegin(); character != characters.rend(); ++character) {
        if (used + character->width > width - 1)
            break;
        used += character->width;
        start = character->at;
    }
    return std::string(leftOutMark(utf8)).append(text.substr(start));
}

std::string padRight(std::string text, std::size_t width)
{
    const std::size_t has = displayWidth(text);
    return has < width ? text.append(width - has, ' ') : text;
}

std::string padLeft(std::string text, std::size_t width)
{
    const std::size_t has = displayWidth(text);
    return has < width ? text.insert(0, width - has, ' ') : text;
}

std::string fixed(double value, int decimals)
{
    std::array<char, 64> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
    return end.ec == std::errc{} ? std::string(digits.data(), end.ptr) : "?";
}

std::string grouped(std::int64_t value)
{
    std::string digits = std::to_string(value);
    const std::ptrdiff_t first = value < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > first; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    return digits;
}

std::string counted(std::int64_t count, const std::string& singular)
{
    return grouped(count) + " " + singular + (count == 1 ? "" : "s");
}

std::string duration(double seconds)
{
    if (seconds < 9.95)
        return fixed(seconds, 1) + " s";
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    if (whole < 60)
        return std::to_string(whole) + " s";
    if (whole < 3600)
        return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + std::to_string(whole / 60 % 60) + " min";
}

std::string rate(double perSecond)
{
    if (perSecond < 9.95)
        return fixed(perSecond, 1) + " a second";
    return grouped(std::llround(perSecond)) + " a second";
}

std::string byteSize(std::uint64_t bytes)
{
    constexpr std::array kUnits{"bytes", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    return fixed(value, unit > 0 && value < 99.95 ? 1 : 0) + " " + kUnits[unit];
}

std::string confidenceText(double confidence, bool utf8)
{
    std::string figure = fixed(confidence, 2);
    if (!utf8)
        return figure;
    const char* dot = confidence >= 0.75 ? "●" : confidence >= 0.5 ? "◐" : "○";
    return std::string(dot) + " " + figure;
}

std::string dateTime(std::int64_t seconds, char separator)
{
    using namespace std::chrono;
    const sys_seconds time{std::chrono::seconds(seconds)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::string text;
    const auto append = [&text](std::int64_t value, std::size_t digits, char before) {
        const std::string figure = std::to_string(value);
        if (before != 0)
            text += before;
        text.append(digits - std::min(digits, figure.size()), '0').append(figure);
    };
    append(static_cast<int>(date.year()), 4, 0);
    append(static_cast<unsigned>(date.month()), 2, '-');
    append(static_cast<unsigned>(date.day()), 2, '-');
    append(clock.hours().count(), 2, separator);
    append(clock.minutes().count(), 2, ':');
    append(clock.seconds().count(), 2, ':');
    return text;
}

} // namespace vidimus::cli
