#include "core/storage/import_request_store.h"

#include "core/storage/database.h"
#include "core/storage/sql_values.h"

namespace vidimus::storage {

namespace {

Result<void> runForEach(Database& database, const char* sql, std::span<const std::filesystem::path> roots)
{
    return database.write([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement statement(db, sql);
        for (const auto& root : roots) {
            bindPath(statement, 1, root);
            runAndReset(statement);
        }
        return {};
    });
}

} // namespace

Result<void> ImportRequestStore::add(std::span<const std::filesystem::path> roots)
{
    return runForEach(m_database, "INSERT OR IGNORE INTO import_request (path) VALUES (?)", roots);
}

Result<void> ImportRequestStore::finish(std::span<const std::filesystem::path> roots)
{
    return runForEach(m_database, "DELETE FROM import_request WHERE path = ?", roots);
}

Result<std::vector<std::filesystem::path>> ImportRequestStore::unfinished() const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<std::filesystem::path>> {
        SQLite::Statement statement(db, "SELECT path FROM import_request ORDER BY id");
        std::vector<std::filesystem::path> roots;
        while (statement.executeStep())
            roots.push_back(pathOf(statement.getColumn(0)));
        return roots;
    });
}

} // namespace vidimus::storage
