#include "core/storage/text_match.h"

#include <algorithm>

#include "core/storage/database.h"
#include "core/storage/sql_values.h"

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

std::string joined(const std::vector<std::string>& terms, const char* separator, bool lastIsPrefix = false)
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

} // namespace

Result<std::vector<TextMatch>> TextIndex::match(const TextQuery& query, std::size_t limit) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<TextMatch>> {
        std::string expression = joined(query.all, " AND ", query.lastIsPrefix);
        if (expression.empty())
            return std::vector<TextMatch>{};
        const std::string excluded = joined(query.none, " OR ");
        if (!excluded.empty())
            expression = "(" + expression + ") NOT (" + excluded + ")";
        // Weights by column: caption, tags, name, place. A person's tag says more than a file name.
        SQLite::Statement statement(db, "SELECT rowid, -bm25(photo_text, 1.0, 2.0, 0.7, 1.0) AS rank FROM photo_text"
                                        " WHERE photo_text MATCH ? ORDER BY rank DESC, rowid LIMIT ?");
        statement.bind(1, expression);
        statement.bind(2, static_cast<std::int64_t>(limit));
        std::vector<TextMatch> matches;
        while (statement.executeStep())
            matches.push_back({photoIdOf(statement.getColumn(0)), statement.getColumn(1).getDouble()});
        return matches;
    });
}

Result<std::vector<PhotoId>> TextIndex::withAny(const std::vector<std::string>& words) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PhotoId>> {
        const std::string expression = joined(words, " OR ");
        std::vector<PhotoId> photos;
        if (expression.empty())
            return photos;
        SQLite::Statement statement(db, "SELECT rowid FROM photo_text WHERE photo_text MATCH ? ORDER BY rowid");
        statement.bind(1, expression);
        while (statement.executeStep())
            photos.push_back(photoIdOf(statement.getColumn(0)));
        return photos;
    });
}

} // namespace vidimus::storage
