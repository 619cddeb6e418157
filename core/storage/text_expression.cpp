#include "core/storage/text_expression.h"

#include <algorithm>
#include <cstddef>

namespace vidimus::storage {

namespace {

/// Longer queries than this are cut: FTS5 works through every word, and nobody types more on purpose.
constexpr std::size_t kMaxTerms = 64;

/// A string literal of FTS5's query language.
std::string quoted(const std::string& term)
{
    std::string literal = "\"";
    for (const char c : term) {
        if (c == '\0')
            continue; // would end the query early
        literal += c;
        if (c == '"')
            literal += '"';
    }
    return literal + "\"";
}

/// Whether the tokenizer would find a word in it: a literal without one matches nothing and would empty an AND.
bool hasWord(const std::string& term)
{
    return std::any_of(term.begin(), term.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
               (byte >= 'A' && byte <= 'Z');
    });
}

} // namespace

std::string textExpression(const std::vector<std::string>& terms, const char* separator, bool lastIsPrefix)
{
    std::string expression;
    std::size_t count = 0;
    for (const std::string& term : terms) {
        if (!hasWord(term) || ++count > kMaxTerms)
            continue;
        if (!expression.empty())
            expression += separator;
        expression += quoted(term);
        if (lastIsPrefix && &term == &terms.back())
            expression += '*';
    }
    return expression;
}

} // namespace vidimus::storage
