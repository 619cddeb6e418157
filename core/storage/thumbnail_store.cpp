#include "core/storage/thumbnail_store.h"

#include "core/storage/database.h"
#include "core/storage/sql_values.h"

namespace vidimus::storage {

ThumbnailStore::ThumbnailStore(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
ThumbnailStore::~ThumbnailStore() = default;

Result<void> ThumbnailStore::add(std::span<const Thumbnail> thumbnails)
{
    if (!m_database)
        return fail(ErrorCode::ReadOnly, "The library is open for reading only.");
    return m_database->write([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement statement(db, "INSERT OR REPLACE INTO thumbnail (hash, data) VALUES (?, ?)");
        for (const Thumbnail& thumbnail : thumbnails) {
            bindHash(statement, 1, thumbnail.hash);
            bindBytes(statement, 2, thumbnail.data);
            runAndReset(statement);
        }
        return {};
    });
}

Result<std::optional<std::string>> ThumbnailStore::find(const ContentHash& hash) const
{
    if (!m_database)
        return std::nullopt;
    return m_database->read([&](SQLite::Database& db) -> Result<std::optional<std::string>> {
        SQLite::Statement statement(db, "SELECT data FROM thumbnail WHERE hash = ?");
        bindHash(statement, 1, hash);
        if (!statement.executeStep())
            return std::nullopt;
        return bytesOf(statement.getColumn(0));
    });
}

Result<void> ThumbnailStore::remove(std::span<const ContentHash> hashes)
{
    if (!m_database)
        return {};
    return m_database->write([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement statement(db, "DELETE FROM thumbnail WHERE hash = ?");
        for (const ContentHash& hash : hashes) {
            bindHash(statement, 1, hash);
            runAndReset(statement);
        }
        return {};
    });
}

} // namespace vidimus::storage
