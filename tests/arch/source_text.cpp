#include "tests/arch/source_text.h"

#include <cctype>
#include <regex>

namespace vidimus::arch {

namespace {

/// Copies C++ text, blanking what is asked for. Knows just enough of the language to find where literals end.
class Stripper {
public:
    Stripper(std::string_view text, bool strings) : m_text(text), m_strings(strings) { m_out.reserve(text.size()); }

    std::string run()
    {
        while (m_at < m_text.size()) {
            if (startsWith("//"))
                blankUntil(m_text.find('\n', m_at));
            else if (startsWith("/*"))
                blankUntil(endOf("*/", m_at + 2));
            else if (startsWith("R\"") && !follows())
                rawString();
            else if (m_text[m_at] == '"' || (m_text[m_at] == '\'' && !follows()))
                literal(m_text[m_at]);
            else
                m_out += m_text[m_at++];
        }
        return std::move(m_out);
    }

private:
    bool startsWith(std::string_view part) const { return m_text.substr(m_at).starts_with(part); }
    /// Part of a word or number already begun: 1'000'000 holds no character literal.
    bool follows() const
    {
        return m_at > 0 && (std::isalnum(static_cast<unsigned char>(m_text[m_at - 1])) != 0 || m_text[m_at - 1] == '_');
    }
    std::size_t endOf(std::string_view mark, std::size_t from) const
    {
        const std::size_t at = m_text.find(mark, from);
        return at == std::string_view::npos ? m_text.size() : at + mark.size();
    }
    void blankUntil(std::size_t end)
    {
        for (end = std::min(end, m_text.size()); m_at < end; ++m_at)
            m_out += m_text[m_at] == '\n' ? '\n' : ' ';
    }
    void copyUntil(std::size_t end)
    {
        if (m_strings) {
            blankUntil(end);
            return;
        }
        m_out += m_text.substr(m_at, end - m_at);
        m_at = end;
    }
    void rawString()
    {
        const std::size_t open = m_text.find('(', m_at);
        if (open == std::string_view::npos)
            return blankUntil(m_text.size());
        std::string close(1, ')');
        close += m_text.substr(m_at + 2, open - m_at - 2);
        close += '"';
        copyUntil(endOf(close, open));
    }
    void literal(char quote)
    {
        std::size_t end = m_at + 1;
        while (end < m_text.size() && m_text[end] != quote && m_text[end] != '\n')
            end += m_text[end] == '\\' ? 2 : 1;
        copyUntil(std::min(end + 1, m_text.size()));
    }

    std::string_view m_text;
    bool m_strings;
    std::size_t m_at = 0;
    std::string m_out;
};

} // namespace

std::string withoutComments(std::string_view text, bool strings)
{
    return Stripper(text, strings).run();
}

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::vector<Include> includesOf(std::string_view text)
{
    static const std::regex pattern(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
    std::vector<Include> includes;
    int number = 0;
    for (const std::string& line : linesOf(withoutComments(text, false))) {
        ++number;
        std::smatch match;
        if (std::regex_search(line, match, pattern))
            includes.push_back({number, match[2].str(), match[1].str() == "\""});
    }
    return includes;
}

} // namespace vidimus::arch
