#include "core/inference/tokenizer/bert_words.h"

#include "core/inference/tokenizer/unicode.h"

namespace vidimus::inference {

namespace {

/// BERT's own notion, in which signs such as "$" and "^" count, too.
bool splitsWords(char32_t c)
{
    if (c < 0x80)
        return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
    return isPunctuation(c);
}

/// The blocks of Chinese characters as BERT lists them: Hangul, Hiragana and Katakana are words like any other.
bool isChinese(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
           (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B820 && c <= 0x2CEAF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool isDropped(char32_t c)
{
    return c == 0xFFFD || (isOther(c) && c != U'\t' && c != U'\n' && c != U'\r');
}

/// Lower case of each character on its own, which leaves every sigma within its word.
std::u32string smallAndSpaced(std::u32string_view text)
{
    std::u32string lower;
    lower.reserve(text.size());
    for (const char32_t c : text)
        appendLowerCase(lower, c);
    std::u32string out;
    out.reserve(lower.size());
    for (const char32_t c : lower) {
        if (isDropped(c))
            continue;
        if (isChinese(c)) {
            out.push_back(U' ');
            out.push_back(c);
            out.push_back(U' ');
        } else {
            out.push_back(c);
        }
    }
    return out;
}

} // namespace

std::vector<std::u32string> splitBertWords(std::u32string_view text)
{
    std::vector<std::u32string> words;
    bool inWord = false;
    for (const char32_t c : decomposed(smallAndSpaced(text))) {
        if (isNonspacingMark(c))
            continue;
        if (isWhiteSpace(c)) {
            inWord = false;
            continue;
        }
        const bool alone = splitsWords(c);
        if (!inWord || alone)
            words.emplace_back();
        words.back().push_back(c);
        inWord = !alone;
    }
    return words;
}

} // namespace vidimus::inference
