#include "core/storage/search_history.h"

#include "core/storage/database.h"
#include "core/storage/sql_values.h"

namespace vidimus::storage {

Result<void> SearchHistory::add(const std::string& query)
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        // A number instead of the time: clocks are put back.
        SQLite::Statement put(db, "INSERT INTO search_history (query, used_at)"
                                  " VALUES (?, (SELECT coalesce(max(used_at), 0) + 1 FROM search_history))"
                                  " ON CONFLICT (query) DO UPDATE SET used_at = excluded.used_at");
        put.bind(1, query);
        runAndReset(put);
        SQLite::Statement forget(db, "DELETE FROM search_history WHERE used_at <="
                                     " (SELECT max(used_at) FROM search_history) - ?");
        forget.bind(1, kKept);
        runAndReset(forget);
        return {};
    });
}

Result<std::vector<std::string>> SearchHistory::latest(std::size_t limit) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<std::string>> {
        SQLite::Statement statement(db, "SELECT query FROM search_history ORDER BY used_at DESC LIMIT ?");
        statement.bind(1, static_cast<std::int64_t>(limit));
        std::vector<std::string> queries;
        while (statement.executeStep())
            queries.push_back(statement.getColumn(0).getString());
        return queries;
    });
}

Result<void> SearchHistory::remove(const std::string& query)
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement statement(db, "DELETE FROM search_history WHERE query = ?");
        statement.bind(1, query);
        runAndReset(statement);
        return {};
    });
}

Result<void> SearchHistory::clear()
{
    return m_database.write([](SQLite::Database& db) -> Result<void> {
        db.exec("DELETE FROM search_history");
        return {};
    });
}

} // namespace vidimus::storage
