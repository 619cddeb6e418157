#include "core/search/query_lexer.h"

#include <cstdint>

#include "core/base/fold_case.h"

namespace vidimus::search {

namespace {

struct Character {
    char32_t code = 0;
    std::string_view bytes;
    std::size_t at = 0;
};

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

/// One character of UTF-8; kReplacement for a byte that is none.
Character decode(std::string_view line, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(line[i]); };
    const std::uint8_t first = byte(at);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const bool lead = first < 0x80 || (first >= 0xC2 && first <= 0xF4);
    if (!lead || at + length > line.size())
        return {kReplacement, line.substr(at, 1), at};
    char32_t code = length == 1 ? first : first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80)
            return {kReplacement, line.substr(at, 1), at};
        code = (code << 6) | (byte(at + i) & 0x3Fu);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    if (overlong || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return {kReplacement, line.substr(at, 1), at};
    return {code, line.substr(at, length), at};
}

bool isDirectionMark(char32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0xFEFF || c == 0x200B;
}

bool isBlank(char32_t c)
{
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x3000;
}

/// Straight, and as word processors write them.
bool isQuote(char32_t c)
{
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x00AB || c == 0x00BB;
}

/// Hyphen and minus, and the dash some keyboards put for them.
bool isMinus(char32_t c)
{
    return c == '-' || c == 0x2212 || c == 0x2013;
}

bool isLetter(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Lexer {
public:
    explicit Lexer(std::string_view line) : m_end(line.size())
    {
        for (std::size_t at = 0; at < line.size();) {
            const Character c = decode(line, at);
            at += c.bytes.size();
            if (!isDirectionMark(c.code))
                m_characters.push_back(c);
        }
    }

    std::vector<QueryToken> tokens()
    {
        std::vector<QueryToken> tokens;
        while (!atEnd()) {
            if (isBlank(code())) {
                ++m_next;
                continue;
            }
            QueryToken token = readToken();
            if (!token.text.empty() || !token.key.empty())
                tokens.push_back(std::move(token));
        }
        return tokens;
    }

private:
    bool atEnd(std::size_t ahead = 0) const { return m_next + ahead >= m_characters.size(); }
    char32_t code(std::size_t ahead = 0) const { return atEnd(ahead) ? 0 : m_characters[m_next + ahead].code; }
    std::size_t position() const { return atEnd() ? m_end : m_characters[m_next].at; }

    QueryToken readToken()
    {
        QueryToken token;
        token.begin = position();
        const bool minusSigned = isMinus(code()) && !atEnd(1) && !isBlank(code(1));
        while (isMinus(code()))
            ++m_next;
        token.negated = minusSigned;
        if (!isQuote(code()))
            token.key = readKey();
        if (isQuote(code()))
            readQuoted(token);
        else
            readPlain(token);
        token.end = position();
        token.open = atEnd() && !token.quoted;
        return token;
    }

    /// "camera:" and what looks like it; moves behind the colon. A word with something else than letters before its colon,
    /// and an address ("https://"), is a word.
    std::string readKey()
    {
        std::size_t length = 0;
        while (isLetter(code(length)))
            ++length;
        if (length == 0 || code(length) != ':' || code(length + 1) == '/')
            return {};
        std::string key;
        for (std::size_t i = 0; i < length; ++i)
            key += static_cast<char>(code(i));
        m_next += length + 1;
        return foldCase(key);
    }

    void readQuoted(QueryToken& token)
    {
        token.quoted = true;
        ++m_next;
        while (!atEnd() && !isQuote(code())) {
            if (code() == '\\' && !atEnd(1))
                ++m_next;
            append(token.text);
        }
        if (!atEnd())
            ++m_next;
        const std::size_t last = token.text.find_last_not_of(' ');
        token.text.erase(last == std::string::npos ? 0 : last + 1);
    }

    void readPlain(QueryToken& token)
    {
        while (!atEnd() && !isBlank(code()) && !isQuote(code())) {
            if (code() == '\\') {
                token.escaped = true;
                ++m_next;
                if (atEnd())
                    return;
            }
            append(token.text);
        }
    }

    void append(std::string& text)
    {
        const Character& c = m_characters[m_next++];
        if (!isBlank(c.code))
            text += c.code == kReplacement ? kReplacementBytes : c.bytes;
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    }

    std::vector<Character> m_characters;
    std::size_t m_next = 0;
    const std::size_t m_end;
};

} // namespace

std::vector<QueryToken> tokenise(std::string_view line)
{
    return Lexer(line).tokens();
}

} // namespace vidimus::search
