#include "core/inference/tokenizer/clip_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/inference/tokenizer/unicode.h"

namespace vidimus::inference {

namespace {

/// The pattern ignores case, for which a long s is an s.
bool beginsWith(std::u32string_view text, std::string_view word)
{
    constexpr char32_t kLongS = 0x17F;
    return text.size() >= word.size() &&
           std::equal(word.begin(), word.end(), text.begin(), [](char wanted, char32_t given) {
               if (given >= U'A' && given <= U'Z')
                   given += 32;
               return given == static_cast<unsigned char>(wanted) || (wanted == 's' && given == kLongS);
           });
}

/// The last class of the pattern leaves out letters in either case, and with them the iota below a letter: its capital
/// is a letter, though it is a mark itself and so none of the letters. It belongs to no word.
bool isOtherCharacter(char32_t c)
{
    constexpr char32_t kIotaBelow = 0x345;
    return !isWhiteSpace(c) && !isLetter(c) && !isNumber(c) && c != kIotaBelow;
}

std::size_t runLength(std::u32string_view text, bool (*belongs)(char32_t))
{
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), belongs) - text.begin());
}

/// The length of the word at the beginning of `text`; 0 for what belongs to none.
std::size_t wordLength(std::u32string_view text)
{
    constexpr std::array<std::string_view, 9> kWords = {kStartOfText, kEndOfText, "'s",  "'t", "'re",
                                                        "'ve",        "'m",       "'ll", "'d"};
    if (text.front() == U'<' || text.front() == U'\'') {
        for (const std::string_view word : kWords) {
            if (beginsWith(text, word))
                return word.size();
        }
    }
    if (isLetter(text.front()))
        return runLength(text, isLetter);
    if (isNumber(text.front()))
        return 1;
    return runLength(text, isOtherCharacter);
}

} // namespace

void splitClipWords(std::u32string_view text, const std::function<bool(std::u32string_view)>& take)
{
    while (!text.empty()) {
        const std::size_t length = wordLength(text);
        if (length > 0 && !take(text.substr(0, length)))
            return;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
}

} // namespace vidimus::inference
