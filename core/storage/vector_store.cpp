#include "core/storage/vector_store.h"

#include "core/storage/database.h"
#include "core/storage/half_vector.h"
#include "core/storage/sql_values.h"

namespace vidimus::storage {

Result<std::optional<Embedding>> VectorStore::embedding(PhotoId photo) const
{
    return m_database->read([&](SQLite::Database& db) -> Result<std::optional<Embedding>> {
        SQLite::Statement statement(db, "SELECT vector FROM embedding WHERE model_id = ? AND photo_id = ?");
        statement.bind(1, m_key);
        statement.bind(2, photo.value);
        if (!statement.executeStep())
            return std::nullopt;
        return unpackHalf(bytesOf(statement.getColumn(0)));
    });
}

Result<void> VectorStore::each(std::uint64_t revision, const std::function<void(PhotoId, std::span<const float>)>& take,
                               std::stop_token stop) const
{
    return m_database->read([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement statement(
            db, "SELECT photo_id, vector FROM embedding WHERE model_id = ? AND revision > ? ORDER BY photo_id");
        statement.bind(1, m_key);
        statement.bind(2, static_cast<std::int64_t>(revision));
        while (statement.executeStep()) {
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled, "Cancelled.");
            const Embedding vector = unpackHalf(bytesOf(statement.getColumn(1)));
            take(photoIdOf(statement.getColumn(0)), vector);
        }
        return {};
    });
}

Result<std::vector<PhotoId>> VectorStore::photos() const
{
    return m_database->read([&](SQLite::Database& db) -> Result<std::vector<PhotoId>> {
        SQLite::Statement statement(db, "SELECT photo_id FROM embedding WHERE model_id = ? ORDER BY photo_id");
        statement.bind(1, m_key);
        std::vector<PhotoId> photos;
        while (statement.executeStep())
            photos.push_back(photoIdOf(statement.getColumn(0)));
        return photos;
    });
}

Result<std::uint64_t> VectorStore::revision() const
{
    return m_database->read([&](SQLite::Database& db) -> Result<std::uint64_t> {
        SQLite::Statement statement(db, "SELECT revision FROM model WHERE id = ?");
        statement.bind(1, m_key);
        return statement.executeStep() ? static_cast<std::uint64_t>(statement.getColumn(0).getInt64()) : 0;
    });
}

} // namespace vidimus::storage
