#include "core/inference/tokenizer/unicode.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include <utf8proc.h>

namespace vidimus::inference {

namespace {

utf8proc_category_t category(char32_t c)
{
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool isBetween(utf8proc_category_t value, utf8proc_category_t first, utf8proc_category_t last)
{
    return value >= first && value <= last;
}

/// Case_Ignorable of Unicode: the last two lines are the word-break classes MidLetter, MidNumLet and Single_Quote.
bool isCaseIgnorable(char32_t c)
{
    switch (category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
        return true;
    default:
        constexpr std::u32string_view kInsideWords = U"'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027"
                                                     U"\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";
        return kInsideWords.find(c) != std::u32string_view::npos;
    }
}

/// Cased of Unicode: letters with case, Other_Lowercase (as far as it is not Case_Ignorable) and Other_Uppercase.
bool isCased(char32_t c)
{
    if (isBetween(category(c), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LT))
        return true;
    return c == 0xAA || c == 0xBA || (c >= 0x2160 && c <= 0x217F) || (c >= 0x24B6 && c <= 0x24E9) ||
           (c >= 0x1F130 && c <= 0x1F149) || (c >= 0x1F150 && c <= 0x1F169) || (c >= 0x1F170 && c <= 0x1F189);
}

/// Whether the capital sigma at `at` ends a word: after a cased letter, before none (case-ignorable ones passed over).
bool isFinalSigma(std::u32string_view text, std::size_t at)
{
    std::size_t before = at;
    while (before > 0 && isCaseIgnorable(text[before - 1]))
        --before;
    if (before == 0 || !isCased(text[before - 1]))
        return false;
    std::size_t after = at + 1;
    while (after < text.size() && isCaseIgnorable(text[after]))
        ++after;
    return after == text.size() || !isCased(text[after]);
}

void appendDecomposition(std::u32string& out, char32_t c, int options)
{
    std::array<utf8proc_int32_t, 32> parts{}; // the longest compatibility decomposition has 18
    int boundClass = 0;
    const utf8proc_ssize_t count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(), static_cast<utf8proc_ssize_t>(32),
                                static_cast<utf8proc_option_t>(options), &boundClass);
    if (count <= 0 || count > 32) {
        out.push_back(c);
        return;
    }
    for (utf8proc_ssize_t i = 0; i < count; ++i)
        out.push_back(static_cast<char32_t>(parts[static_cast<std::size_t>(i)]));
}

int combiningClass(char32_t c)
{
    return utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->combining_class;
}

/// utf8proc orders marks by insertion, which takes a quadratic time where a text piles up thousands of them.
void orderMarks(std::u32string& text)
{
    for (auto begin = text.begin(); begin != text.end();) {
        if (combiningClass(*begin) == 0) {
            ++begin;
            continue;
        }
        const auto end = std::find_if(begin, text.end(), [](char32_t c) { return combiningClass(c) == 0; });
        std::stable_sort(begin, end, [](char32_t a, char32_t b) { return combiningClass(a) < combiningClass(b); });
        begin = end;
    }
}

void compose(std::u32string& text)
{
    std::basic_string<utf8proc_int32_t> buffer(text.begin(), text.end());
    const utf8proc_ssize_t length =
        utf8proc_normalize_utf32(buffer.data(), static_cast<utf8proc_ssize_t>(buffer.size()),
                                 static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
    if (length < 0)
        return;
    buffer.resize(static_cast<std::size_t>(length));
    text.assign(buffer.begin(), buffer.end());
}

} // namespace

bool isLetter(char32_t c)
{
    return isBetween(category(c), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
}

bool isNumber(char32_t c)
{
    return isBetween(category(c), UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_NO);
}

bool isDecimalDigit(char32_t c)
{
    return category(c) == UTF8PROC_CATEGORY_ND;
}

bool isPunctuation(char32_t c)
{
    return isBetween(category(c), UTF8PROC_CATEGORY_PC, UTF8PROC_CATEGORY_PO);
}

bool isNonspacingMark(char32_t c)
{
    return category(c) == UTF8PROC_CATEGORY_MN;
}

bool isOther(char32_t c)
{
    const utf8proc_category_t value = category(c);
    return value == UTF8PROC_CATEGORY_CN || isBetween(value, UTF8PROC_CATEGORY_CC, UTF8PROC_CATEGORY_CO);
}

bool isSpaceSeparator(char32_t c)
{
    return category(c) == UTF8PROC_CATEGORY_ZS;
}

bool isWhiteSpace(char32_t c)
{
    return c == 0x20 || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F) || c == 0x85 || c == 0x2028 ||
           c == 0x2029 || (c >= 0xA0 && isSpaceSeparator(c));
}

std::u32string decomposed(std::u32string_view text)
{
    std::u32string out;
    out.reserve(text.size());
    for (const char32_t c : text) {
        if (c < 0xC0)
            out.push_back(c);
        else
            appendDecomposition(out, c, UTF8PROC_DECOMPOSE);
    }
    orderMarks(out);
    return out;
}

std::u32string composed(std::u32string text)
{
    // Nothing below the first combining mark changes under NFC.
    if (std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x300; }))
        return text;
    text = decomposed(text);
    compose(text);
    return text;
}

std::u32string compatibilityForm(char32_t c)
{
    std::u32string out;
    appendDecomposition(out, c, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
    orderMarks(out);
    compose(out);
    return out;
}

void appendLowerCase(std::u32string& text, char32_t c)
{
    if (c == 0x130)
        text.append(U"i\u0307");
    else if (c < 0x80)
        text.push_back(c >= U'A' && c <= U'Z' ? c + 32 : c);
    else
        text.push_back(static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
}

std::u32string lowerCase(std::u32string_view text)
{
    constexpr char32_t kCapitalSigma = 0x3A3;
    constexpr char32_t kFinalSigma = 0x3C2;
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == kCapitalSigma && isFinalSigma(text, i))
            out.push_back(kFinalSigma);
        else
            appendLowerCase(out, text[i]);
    }
    return out;
}

char32_t simpleUpperCase(char32_t c)
{
    return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

} // namespace vidimus::inference
