#include "core/storage/text_match.h"

#include <algorithm>
#include <functional>
#include <new>
#include <utility>

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

/// Makes `visit(id)` known to a connection while it lives, for the condition of a statement: what it passes over costs no
/// row.
class Visitor {
public:
    using Visit = std::function<bool(PhotoId)>;

    Visitor(SQLite::Database& db, Visit visit) : m_db(db), m_visit(std::move(visit))
    {
        db.createFunction(kName, 1, false, &m_visit, &Visitor::evaluate);
    }
    ~Visitor()
    {
        sqlite3_create_function_v2(m_db.getHandle(), kName, 1, SQLITE_UTF8, nullptr, nullptr, nullptr, nullptr,
                                   nullptr);
    }
    Visitor(const Visitor&) = delete;
    Visitor& operator=(const Visitor&) = delete;

private:
    static constexpr const char* kName = "visit";

    static void evaluate(sqlite3_context* context, int, sqlite3_value** arguments)
    {
        const auto& visit = *static_cast<const Visit*>(sqlite3_user_data(context));
        try {
            sqlite3_result_int(context, visit(PhotoId{sqlite3_value_int64(arguments[0])}) ? 1 : 0);
        } catch (const std::bad_alloc&) {
            sqlite3_result_error_nomem(context);
        }
    }

    SQLite::Database& m_db;
    Visit m_visit;
};

constexpr const char* kVisited = " FROM photo_text WHERE photo_text MATCH ? AND visit(rowid)";

/// All that hold the words, ascending.
Photos holding(SQLite::Database& db, const std::string& expression, const Photos* among)
{
    Photos found;
    const Visitor visitor(db, [&](PhotoId photo) {
        if (among == nullptr || std::binary_search(among->begin(), among->end(), photo))
            found.push_back(photo);
        return false; // a step for each would take as long again as finding them
    });
    SQLite::Statement statement(db, std::string("SELECT rowid") + kVisited + " ORDER BY rowid");
    statement.bind(1, expression);
    while (statement.executeStep()) {}
    return found;
}

} // namespace

Result<TextMatches> TextIndex::match(const TextQuery& query, std::size_t limit, const Photos* among) const
{
    const std::string expression = expressionOf(query);
    if (expression.empty() || (among != nullptr && among->empty()))
        return TextMatches{};
    return m_database.read([&](SQLite::Database& db) -> Result<TextMatches> {
        TextMatches matches;
        matches.all = holding(db, expression, among);
        matches.ranked = matches.all.size() <= kMostRanked;
        if (!matches.ranked) {
            const auto few = static_cast<std::ptrdiff_t>(std::min(limit, matches.all.size()));
            matches.photos.assign(matches.all.rbegin(), matches.all.rbegin() + few);
            return matches;
        }
        const Photos ranked = std::exchange(matches.all, {});
        if (ranked.empty())
            return matches;
        const Visitor visitor(db, [&](PhotoId photo) {
            return among == nullptr || std::binary_search(ranked.begin(), ranked.end(), photo);
        });
        // Weights by column: caption, tags, name, place. A person's tag says more than a file name.
        SQLite::Statement best(db, std::string("SELECT rowid, -bm25(photo_text, 1.0, 2.0, 0.7, 1.0) AS rank") +
                                       kVisited + " ORDER BY rank DESC, rowid LIMIT ?");
        best.bind(1, expression);
        best.bind(2, static_cast<std::int64_t>(limit));
        while (best.executeStep())
            matches.photos.push_back(photoIdOf(best.getColumn(0)));
        return matches;
    });
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
