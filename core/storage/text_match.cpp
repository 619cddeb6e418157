#include "core/storage/text_match.h"

#include <algorithm>
#include <iterator>

#include <sqlite3.h>

#include "core/storage/database.h"
#include "core/storage/sql_values.h"
#include "core/storage/text_expression.h"

namespace vidimus::storage {

namespace {

using Photos = std::vector<PhotoId>;

std::string expressionOf(const TextQuery& query)
{
    return textExpression(query.all, " AND ", query.lastIsPrefix);
}

/// Makes `among(id)` known to a connection while it lives: rows are passed over before they cost anything.
class AmongFunction {
public:
    AmongFunction(SQLite::Database& db, const Photos* photos) : m_db(db), m_used(photos != nullptr)
    {
        if (m_used)
            db.createFunction(kName, 1, true, const_cast<Photos*>(photos), &AmongFunction::evaluate);
    }
    ~AmongFunction()
    {
        if (m_used)
            sqlite3_create_function_v2(m_db.getHandle(), kName, 1, SQLITE_UTF8, nullptr, nullptr, nullptr, nullptr,
                                       nullptr);
    }
    AmongFunction(const AmongFunction&) = delete;
    AmongFunction& operator=(const AmongFunction&) = delete;

    const char* condition() const { return m_used ? " AND among(rowid)" : ""; }

private:
    static constexpr const char* kName = "among";

    static void evaluate(sqlite3_context* context, int, sqlite3_value** arguments)
    {
        const auto& photos = *static_cast<const Photos*>(sqlite3_user_data(context));
        const PhotoId photo{sqlite3_value_int64(arguments[0])};
        sqlite3_result_int(context, std::binary_search(photos.begin(), photos.end(), photo) ? 1 : 0);
    }

    SQLite::Database& m_db;
    const bool m_used;
};

} // namespace

Result<TextMatches> TextIndex::match(const TextQuery& query, std::size_t limit, const Photos* among) const
{
    const std::string expression = expressionOf(query);
    if (expression.empty() || (among != nullptr && among->empty()))
        return TextMatches{};
    return m_database.read([&](SQLite::Database& db) -> Result<TextMatches> {
        const AmongFunction filter(db, among);
        const std::string from = std::string(" FROM photo_text WHERE photo_text MATCH ?") + filter.condition();
        TextMatches matches;
        SQLite::Statement newest(db, "SELECT rowid" + from + " ORDER BY rowid DESC LIMIT ?");
        newest.bind(1, expression);
        newest.bind(2, static_cast<std::int64_t>(std::max(kMostRanked, limit) + 1));
        while (newest.executeStep())
            matches.photos.push_back(photoIdOf(newest.getColumn(0)));
        matches.ranked = matches.photos.size() <= kMostRanked;
        if (!matches.ranked) {
            matches.photos.resize(std::min(limit, matches.photos.size()));
            return matches;
        }
        matches.photos.clear();
        // Weights by column: caption, tags, name, place. A person's tag says more than a file name.
        SQLite::Statement best(db, "SELECT rowid, -bm25(photo_text, 1.0, 2.0, 0.7, 1.0) AS rank" + from +
                                       " ORDER BY rank DESC, rowid LIMIT ?");
        best.bind(1, expression);
        best.bind(2, static_cast<std::int64_t>(limit));
        while (best.executeStep())
            matches.photos.push_back(photoIdOf(best.getColumn(0)));
        return matches;
    });
}

Result<std::vector<PhotoId>> TextIndex::holding(const TextQuery& query, std::span<const PhotoId> photos) const
{
    const std::string expression = expressionOf(query);
    if (expression.empty() || photos.empty())
        return Photos{};
    Photos sorted(photos.begin(), photos.end());
    std::sort(sorted.begin(), sorted.end());
    auto found = m_database.read([&](SQLite::Database& db) -> Result<Photos> {
        // Once through the words' lists: to look up each photo begins at their front every time.
        const AmongFunction filter(db, &sorted);
        SQLite::Statement statement(db, std::string("SELECT rowid FROM photo_text WHERE photo_text MATCH ?") +
                                            filter.condition() + " ORDER BY rowid");
        statement.bind(1, expression);
        Photos some;
        while (statement.executeStep())
            some.push_back(photoIdOf(statement.getColumn(0)));
        return some;
    });
    if (!found)
        return found;
    Photos holding;
    std::copy_if(photos.begin(), photos.end(), std::back_inserter(holding),
                 [&](PhotoId photo) { return std::binary_search(found->begin(), found->end(), photo); });
    return holding;
}

Result<std::vector<WordsFound>> TextIndex::wordsFound(const TextQuery& query, PhotoId photo) const
{
    const std::string expression = textExpression(query.all, " OR ", query.lastIsPrefix);
    std::vector<WordsFound> found;
    if (expression.empty())
        return found;
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<WordsFound>> {
        // Marks that no text has: control characters are taken out of captions, tags and names.
        SQLite::Statement statement(
            db, "SELECT highlight(photo_text, 0, char(1), char(2)), highlight(photo_text, 1, char(1), char(2)),"
                " highlight(photo_text, 2, char(1), char(2)), highlight(photo_text, 3, char(1), char(2))"
                " FROM photo_text WHERE photo_text MATCH ? AND rowid = ?");
        statement.bind(1, expression);
        statement.bind(2, photo.value);
        if (!statement.executeStep())
            return found;
        int column = 0;
        for (const char* name : {"caption", "tags", "name", "place"}) {
            const std::string text = statement.getColumn(column++).getString();
            WordsFound place{name, {}};
            for (std::size_t at = text.find('\1'); at != std::string::npos; at = text.find('\1', at + 1)) {
                const std::size_t end = std::min(text.find('\2', at), text.size());
                place.words.push_back(text.substr(at + 1, end - at - 1));
            }
            if (!place.words.empty())
                found.push_back(std::move(place));
        }
        return found;
    });
}

Result<std::int64_t> TextIndex::count(const TextQuery& query) const
{
    const std::string expression = expressionOf(query);
    if (expression.empty())
        return 0;
    return m_database.read([&](SQLite::Database& db) -> Result<std::int64_t> {
        SQLite::Statement statement(db, "SELECT count(*) FROM photo_text WHERE photo_text MATCH ?");
        statement.bind(1, expression);
        statement.executeStep();
        return statement.getColumn(0).getInt64();
    });
}

} // namespace vidimus::storage
