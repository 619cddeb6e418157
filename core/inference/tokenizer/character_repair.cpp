#include "core/inference/tokenizer/character_repair.h"

#include <cstddef>

#include "core/inference/tokenizer/unicode.h"
#include "core/inference/tokenizer/windows_1252.h"

namespace vidimus::inference {

namespace {

/// The letters of a Latin ligature or digraph; empty for any other character.
std::u32string_view lettersOf(char32_t c)
{
    switch (c) {
    case 0x132:
        return U"IJ";
    case 0x133:
        return U"ij";
    case 0x149:
        return U"\u02BCn";
    case 0x1C4:
        return U"D\u017D";
    case 0x1C5:
        return U"D\u017E";
    case 0x1C6:
        return U"d\u017E";
    case 0x1C7:
        return U"LJ";
    case 0x1C8:
        return U"Lj";
    case 0x1C9:
        return U"lj";
    case 0x1CA:
        return U"NJ";
    case 0x1CB:
        return U"Nj";
    case 0x1CC:
        return U"nj";
    case 0x1F1:
        return U"DZ";
    case 0x1F2:
        return U"Dz";
    case 0x1F3:
        return U"dz";
    case 0xFB00:
        return U"ff";
    case 0xFB01:
        return U"fi";
    case 0xFB02:
        return U"fl";
    case 0xFB03:
        return U"ffi";
    case 0xFB04:
        return U"ffl";
    case 0xFB05:
        return U"\u017Ft";
    case 0xFB06:
        return U"st";
    default:
        return {};
    }
}

char32_t straightQuote(char32_t c)
{
    if (c == 0x2BC || (c >= 0x2018 && c <= 0x201B))
        return U'\'';
    return c >= 0x201C && c <= 0x201F ? U'"' : c;
}

/// All that is not a carriage return, one for one or more.
void appendRepaired(std::u32string& out, char32_t c)
{
    c = fromWindows1252(c);
    if (const std::u32string_view letters = lettersOf(c); !letters.empty()) {
        for (const char32_t letter : letters)
            out.push_back(straightQuote(letter));
    } else if (c == 0x3000) {
        out.push_back(U' ');
    } else if (c >= 0xFF01 && c <= 0xFFEF) {
        for (const char32_t usual : compatibilityForm(c))
            out.push_back(straightQuote(usual));
    } else if (c == 0x2028 || c == 0x2029) {
        out.push_back(U'\n');
    } else {
        out.push_back(straightQuote(c));
    }
}

bool isControl(char32_t c)
{
    return c <= 0x08 || c == 0x0B || (c >= 0x0E && c <= 0x1F) || c == 0x7F || (c >= 0x206A && c <= 0x206F) ||
           c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFC);
}

bool isAsciiLetter(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

} // namespace

std::u32string repairCharacters(std::u32string_view text)
{
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != U'\r') {
            appendRepaired(out, text[i]);
            continue;
        }
        out.push_back(U'\n');
        if (i + 1 < text.size() && text[i + 1] == U'\n')
            ++i;
    }
    return out;
}

std::u32string withoutTerminalEscapes(std::u32string_view text)
{
    constexpr char32_t kEscape = 0x1B;
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == kEscape && i + 1 < text.size() && text[i + 1] == U'[') {
            std::size_t end = i + 2;
            while (end < text.size() && (text[end] == U';' || isDecimalDigit(text[end])))
                ++end;
            if (end < text.size() && isAsciiLetter(text[end])) {
                i = end;
                continue;
            }
        }
        out.push_back(text[i]);
    }
    return out;
}

std::u32string withoutControls(std::u32string text)
{
    std::erase_if(text, isControl);
    return text;
}

} // namespace vidimus::inference
