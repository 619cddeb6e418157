#include "core/storage/failure_store.h"

#include "core/storage/database.h"
#include "core/storage/sql_values.h"

namespace vidimus::storage {

Result<void> FailureStore::addFiles(std::span<const Failure> failures)
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement statement(
            db, "INSERT OR REPLACE INTO file_failure (path, code, message, failed_at) VALUES (?, ?, ?, ?)");
        for (const Failure& failure : failures) {
            bindPath(statement, 1, failure.path);
            statement.bind(2, static_cast<int>(failure.code));
            statement.bind(3, failure.message);
            statement.bind(4, failure.failedAt);
            runAndReset(statement);
        }
        return {};
    });
}

Result<std::vector<Failure>> FailureStore::all() const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<Failure>> {
        SQLite::Statement statement(
            db, "SELECT path, 0, code, message, failed_at FROM file_failure UNION ALL"
                " SELECT (SELECT path FROM photo_path WHERE photo_id = f.photo_id LIMIT 1), f.photo_id, f.code,"
                " f.message, max(f.failed_at) FROM description_failure f WHERE f.model_id IN (?1, ?2)"
                " GROUP BY f.photo_id ORDER BY 5 DESC");
        statement.bind(1, m_keys.caption);
        statement.bind(2, m_keys.embedding);
        std::vector<Failure> failures;
        while (statement.executeStep()) {
            failures.push_back({pathOf(statement.getColumn(0)), photoIdOf(statement.getColumn(1)),
                                static_cast<ErrorCode>(statement.getColumn(2).getInt()),
                                statement.getColumn(3).getString(), statement.getColumn(4).getInt64()});
        }
        return failures;
    });
}

Result<void> FailureStore::forgetDescription(PhotoId photo)
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement statement(db, "DELETE FROM description_failure WHERE photo_id = ?");
        statement.bind(1, photo.value);
        statement.exec();
        return {};
    });
}

Result<void> FailureStore::forgetMissingFiles()
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement statement(db, "DELETE FROM description_failure WHERE code = ?");
        statement.bind(1, static_cast<int>(ErrorCode::NotFound));
        statement.exec();
        return {};
    });
}

Result<void> FailureStore::forgetFile(const std::filesystem::path& path)
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement statement(db, "DELETE FROM file_failure WHERE path = ?");
        bindPath(statement, 1, path);
        statement.exec();
        return {};
    });
}

Result<void> FailureStore::clear()
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        // A failed description stays recorded: forgetting it would only make the model try, and fail, again.
        db.exec("DELETE FROM file_failure");
        return {};
    });
}

} // namespace vidimus::storage
