#pragma once

#include <string>
#include <string_view>

namespace vidimus::inference {

// What the tokenizers ask of Unicode, over utf8proc. Code points are scalar values.

bool isLetter(char32_t c);         ///< \p{L}
bool isNumber(char32_t c);         ///< \p{N}
bool isDecimalDigit(char32_t c);   ///< \p{Nd}
bool isPunctuation(char32_t c);    ///< \p{P}
bool isNonspacingMark(char32_t c); ///< \p{Mn}
bool isOther(char32_t c);          ///< \p{C}: control, format, private use, unassigned
bool isSpaceSeparator(char32_t c); ///< \p{Zs}
bool isWhiteSpace(char32_t c);     ///< where Python's str.split() and str.strip() split and strip

/// Normal forms C and D. Time grows with the length times its logarithm, whatever marks the text piles up.
std::u32string composed(std::u32string text);
std::u32string decomposed(std::u32string_view text);
/// Compatibility form (NFKC) of one character.
std::u32string compatibilityForm(char32_t c);

/// Full lower case as Python's str.lower(): dotted capital I becomes two characters, a capital sigma that ends a word
/// the final one.
std::u32string lowerCase(std::u32string_view text);
/// Appends the lower case of a character on its own, where no sigma is final.
void appendLowerCase(std::u32string& text, char32_t c);
/// One to one, so sharp s stays.
char32_t simpleUpperCase(char32_t c);

} // namespace vidimus::inference
