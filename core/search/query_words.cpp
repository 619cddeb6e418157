#include "core/search/query_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/fold_case.h"

namespace vidimus::search {

namespace {

/// More than any model reads; a pasted book must not cost more than a sentence.
constexpr std::size_t kMostMeaning = 2000;
/// Each costs a run of the model.
constexpr std::size_t kMostAgainst = 4;

constexpr std::array<std::string_view, 22> kEmptyWords{"a",  "an",   "the",  "of",   "on",   "in",  "at", "to",
                                                       "by", "with", "and",  "or",   "is",   "are", "it", "its",
                                                       "as", "for",  "from", "this", "that", "some"};

bool isEmptyWord(const std::string& word)
{
    return std::find(kEmptyWords.begin(), kEmptyWords.end(), foldCase(word)) != kEmptyWords.end();
}

/// At most `size` bytes, cut between characters.
std::string_view startOf(std::string_view text, std::size_t size)
{
    if (text.size() <= size)
        return text;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
        --size;
    return text.substr(0, size);
}

void append(std::string& line, std::string_view words)
{
    if (line.size() + 1 >= kMostMeaning)
        return;
    if (!line.empty())
        line += ' ';
    line += startOf(words, kMostMeaning - line.size());
}

} // namespace

QueryWords wordsOf(const ParsedQuery& query)
{
    QueryWords words;
    std::vector<std::string> emptyWords;
    bool lastIsRequired = false;
    for (const Term& term : query.terms) {
        const Word* const word = std::get_if<Word>(&term.what);
        const Phrase* const phrase = std::get_if<Phrase>(&term.what);
        if (word == nullptr && phrase == nullptr)
            continue;
        const std::string& text = word != nullptr ? word->text : phrase->text;
        if (term.negated) {
            if (words.against.size() < kMostAgainst)
                words.against.emplace_back(startOf(text, kMostMeaning));
            continue;
        }
        append(words.meaning, text);
        const bool skip = word != nullptr && isEmptyWord(text);
        (skip ? emptyWords : words.required).push_back(text);
        lastIsRequired = !skip;
    }
    words.lastIsPrefix = query.lastWordIsOpen && lastIsRequired;
    // "the a" asks for these very words.
    if (words.required.empty())
        words.required = std::move(emptyWords);
    return words;
}

} // namespace vidimus::search
