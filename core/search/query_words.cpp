#include "core/search/query_words.h"

#include <algorithm>
#include <array>

namespace vidimus::search {

namespace {

/// More than any model reads; a pasted book must not cost more than a sentence.
constexpr std::size_t kMaxLine = 2000;

constexpr std::array<std::string_view, 22> kEmptyWords{"a",  "an",   "the",  "of",   "on",   "in",  "at", "to",
                                                       "by", "with", "and",  "or",   "is",   "are", "it", "its",
                                                       "as", "for",  "from", "this", "that", "some"};

bool isSpace(char c)
{
    // Control characters separate words too.
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
}

bool isEmptyWord(const std::string& word)
{
    std::string lower = word;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::find(kEmptyWords.begin(), kEmptyWords.end(), lower) != kEmptyWords.end();
}

std::string_view cutAtCharacter(std::string_view line)
{
    if (line.size() <= kMaxLine)
        return line;
    std::size_t end = kMaxLine;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
        --end;
    return line.substr(0, end);
}

/// Reads one word or phrase at `at` and moves behind it.
struct Term {
    std::string text;
    bool excluded = false;
    bool quoted = false;
};

Term readTerm(std::string_view line, std::size_t& at)
{
    Term term;
    if (line[at] == '-' && at + 1 < line.size() && !isSpace(line[at + 1])) {
        term.excluded = true;
        ++at;
    }
    if (line[at] == '"') {
        term.quoted = true;
        ++at;
        while (at < line.size() && line[at] != '"')
            term.text += isSpace(line[at]) ? ' ' : line[at], ++at;
        if (at < line.size())
            ++at;
        return term;
    }
    while (at < line.size() && !isSpace(line[at]) && line[at] != '"')
        term.text += line[at++];
    return term;
}

void appendWord(std::string& line, const std::string& word)
{
    if (!line.empty())
        line += ' ';
    line += word;
}

} // namespace

QueryWords parseQuery(std::string_view text)
{
    const std::string_view line = cutAtCharacter(text);
    QueryWords query;
    std::vector<std::string> emptyWords;
    bool lastMayGrow = false;
    for (std::size_t at = 0; at < line.size();) {
        if (isSpace(line[at])) {
            ++at;
            continue;
        }
        const Term term = readTerm(line, at);
        if (term.text.find_first_not_of("- ") == std::string::npos)
            continue;
        if (term.excluded) {
            query.excluded.push_back(term.text);
            continue;
        }
        appendWord(query.meaning, term.text);
        const bool skip = !term.quoted && isEmptyWord(term.text);
        (skip ? emptyWords : query.required).push_back(term.text);
        lastMayGrow = !skip && !term.quoted && at == line.size();
    }
    // "the a" asks for these very words.
    if (query.required.empty())
        query.required = std::move(emptyWords);
    query.lastIsPrefix = lastMayGrow;
    return query;
}

} // namespace vidimus::search
