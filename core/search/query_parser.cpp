#include "core/search/query_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/fold_case.h"
#include "core/base/path_text.h"
#include "core/search/nearest_word.h"
#include "core/search/query_lexer.h"
#include "core/search/query_values.h"
#include "core/search/spoken_dates.h"

namespace vidimus::search {

namespace {

/// More conditions than anybody writes; a database has its limits too.
constexpr std::size_t kMostFilters = 48;

constexpr std::array<std::string_view, 9> kKeys{"tag",  "folder", "camera", "date", "rating",
                                                "conf", "type",   "is",     "album"};

/// Other spellings of them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kAliases{{{"tags", "tag"},
                                                                                  {"in", "folder"},
                                                                                  {"path", "folder"},
                                                                                  {"taken", "date"},
                                                                                  {"stars", "rating"},
                                                                                  {"confidence", "conf"},
                                                                                  {"format", "type"},
                                                                                  {"shape", "type"},
                                                                                  {"model", "camera"},
                                                                                  {"folders", "folder"},
                                                                                  {"cameras", "camera"}}};

std::string_view keyOf(std::string_view typed)
{
    if (std::find(kKeys.begin(), kKeys.end(), typed) != kKeys.end())
        return typed;
    for (const auto& [alias, key] : kAliases) {
        if (alias == typed)
            return key;
    }
    return {};
}

/// What a key and a value mean; `negated` is flipped where the value says the opposite of what it is named after.
ValueOr<Condition> readValue(std::string_view key, const std::string& value, Day today, bool& negated)
{
    const auto asCondition = [](auto read) -> ValueOr<Condition> {
        if (!read)
            return tl::unexpected(read.error());
        return Condition(std::move(*read));
    };
    if (key == "folder")
        return FolderNamed{value};
    if (key == "camera")
        return CameraNamed{value};
    if (key == "tag")
        return TagNamed{value};
    if (key == "album")
        return AlbumNamed{value};
    if (key == "date")
        return asCondition(readDates(value, today));
    if (key == "rating")
        return asCondition(readRating(value));
    if (key == "conf")
        return asCondition(readConfidence(value));
    if (key == "type")
        return readType(value);
    bool opposite = false;
    auto state = asCondition(readState(value, opposite));
    negated = negated != opposite;
    return state;
}

class Parser {
public:
    Parser(std::string_view line, Day today) : m_line(line), m_today(today), m_tokens(tokenise(line)) {}

    ParsedQuery parse()
    {
        for (std::size_t at = 0; at < m_tokens.size();) {
            if (const std::size_t taken = takeSpokenDate(at)) {
                at += taken;
                continue;
            }
            const QueryToken& token = m_tokens[at++];
            if (token.key.empty())
                addWords(token);
            else
                addKeyed(token);
        }
        const bool last = !m_tokens.empty() && !m_query.terms.empty();
        m_query.lastWordIsOpen = last && m_tokens.back().open && m_query.terms.back().end == m_tokens.back().end &&
                                 std::holds_alternative<Word>(m_query.terms.back().what) &&
                                 !m_query.terms.back().negated;
        return std::move(m_query);
    }

private:
    static bool isPlain(const QueryToken& token)
    {
        return token.key.empty() && !token.negated && !token.quoted && !token.escaped;
    }

    /// How many tokens a date in plain words takes; 0 when there is none at `at`.
    std::size_t takeSpokenDate(std::size_t at)
    {
        constexpr std::size_t kMostWords = 4;
        std::vector<std::string> words;
        for (std::size_t i = at; i < m_tokens.size() && words.size() < kMostWords && isPlain(m_tokens[i]); ++i)
            words.push_back(foldCase(m_tokens[i].text));
        const auto found = words.empty() ? std::nullopt : readSpokenDate(words, m_today);
        if (!found)
            return 0;
        addFilter({found->taken, false, m_tokens[at].begin, m_tokens[at + found->words - 1].end});
        return found->words;
    }

    void addWords(const QueryToken& token)
    {
        if (token.text.find_first_not_of("- ") == std::string::npos && !token.escaped)
            return;
        if (token.quoted)
            m_query.terms.push_back({Phrase{token.text}, token.negated, token.begin, token.end});
        else
            m_query.terms.push_back({Word{token.text}, token.negated, token.begin, token.end});
    }

    void addKeyed(const QueryToken& token)
    {
        const std::string_view key = keyOf(token.key);
        if (key.empty()) {
            addUnknown(token);
            return;
        }
        if (token.text.empty()) {
            if (token.end < m_line.size())
                addProblem(token, std::string(key) + ": needs a value behind it.");
            return; // at the end of the line it is on its way
        }
        bool negated = token.negated;
        auto condition = readValue(key, token.text, m_today, negated);
        if (condition) {
            addFilter({std::move(*condition), negated, token.begin, token.end});
            return;
        }
        // Half a comparison or a number on its way is no mistake yet.
        const bool onItsWay = token.open && token.text.find_first_not_of("<>=.\u2265\u2264") == std::string::npos;
        if (onItsWay)
            return;
        const std::string& instead = condition.error().instead;
        addProblem(token, condition.error().message,
                   instead.empty() ? std::string() : writeTerm(key, instead, token.negated));
    }

    /// "camra:nikon" was meant to be a key, "note:hello" are words.
    void addUnknown(const QueryToken& token)
    {
        const std::string_view meant = nearestWord(token.key, kKeys);
        if (meant.empty()) {
            const std::string whole = token.key + ":" + token.text;
            m_query.terms.push_back({Word{whole}, token.negated, token.begin, token.end});
            return;
        }
        addProblem(token,
                   "There is no " + displayText(token.key) + ": to search by; did you mean " + std::string(meant) +
                       ":?",
                   writeTerm(meant, token.text, token.negated));
    }

    void addFilter(Term term)
    {
        if (++m_filters <= kMostFilters)
            m_query.terms.push_back(std::move(term));
        else if (m_filters == kMostFilters + 1)
            m_query.problems.push_back(
                {term.begin,
                 m_line.size(),
                 "There are more than " + std::to_string(kMostFilters) + " conditions; the rest is left out.",
                 {}});
    }

    void addProblem(const QueryToken& token, std::string message, std::string suggestion = {})
    {
        m_query.problems.push_back({token.begin, token.end, std::move(message), std::move(suggestion)});
    }

    const std::string_view m_line;
    const Day m_today;
    const std::vector<QueryToken> m_tokens;
    std::size_t m_filters = 0;
    ParsedQuery m_query;
};

std::string_view cutAtCharacter(std::string_view line)
{
    if (line.size() <= kLongestQuery)
        return line;
    std::size_t end = kLongestQuery;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
        --end;
    return line.substr(0, end);
}

} // namespace

std::span<const std::string_view> queryKeys()
{
    return kKeys;
}

ParsedQuery parseQuery(std::string_view line, Day today)
{
    const std::string_view read = cutAtCharacter(line);
    ParsedQuery query = Parser(read, today).parse();
    if (read.size() < line.size())
        query.problems.push_back(
            {read.size(), line.size(), "Only the first 10,000 characters of a search are read.", {}});
    return query;
}

std::string writeTerm(std::string_view key, std::string_view value, bool negated)
{
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,/:<>=%+";
    std::string term = negated ? "-" : "";
    term.append(key) += ':';
    if (!value.empty() && value.find_first_not_of(kPlain) == std::string_view::npos)
        return term.append(value);
    term += '"';
    for (const char c : value) {
        // The last two begin every other sign that is read as a quote.
        if (c == '"' || c == '\\' || c == '\xC2' || c == '\xE2')
            term += '\\';
        term += c;
    }
    return term + '"';
}

} // namespace vidimus::search
