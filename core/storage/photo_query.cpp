#include "core/storage/photo_query.h"

#include <algorithm>

#include "core/storage/caption_json.h"
#include "core/storage/database.h"
#include "core/storage/person_rows.h"
#include "core/storage/photo_order.h"
#include "core/storage/sql_values.h"
#include "core/storage/tag_name.h"

namespace vidimus::storage {

namespace {

/// After "FROM caption c".
constexpr const char* kToReview = " JOIN photo p ON p.id = c.photo_id LEFT JOIN person_photo own"
                                  " ON own.photo_id = c.photo_id WHERE c.is_current AND p.paths > 0"
                                  " AND own.caption IS NULL AND own.reviewed_at IS NULL";

/// One card per id bound.
SQLite::Statement cardStatement(SQLite::Database& db, const ModelKeys& keys)
{
    SQLite::Statement statement(
        db, "SELECT p.id, (SELECT path FROM photo_path WHERE photo_id = p.id LIMIT 1), p.width, p.height,"
            " c.text, c.confidence, m.origin, m.title,"
            " EXISTS (SELECT 1 FROM caption d WHERE d.photo_id = p.id AND d.model_id = ?2),"
            " (SELECT message FROM description_failure f WHERE f.photo_id = p.id AND f.model_id IN (?2, ?3) LIMIT 1),"
            " own.caption, own.rating, own.favourite, own.flag, own.reviewed_at"
            " FROM photo p LEFT JOIN caption c ON c.photo_id = p.id AND c.is_current"
            " LEFT JOIN model m ON m.id = c.model_id"
            " LEFT JOIN person_photo own ON own.photo_id = p.id WHERE p.id = ?1 AND p.paths > 0");
    statement.bind(2, keys.caption);
    statement.bind(3, keys.embedding);
    return statement;
}

PhotoCard cardOf(SQLite::Statement& row)
{
    PhotoCard card;
    card.id = photoIdOf(row.getColumn(0));
    card.path = pathOf(row.getColumn(1));
    card.width = row.getColumn(2).getInt();
    card.height = row.getColumn(3).getInt();
    if (!row.getColumn(4).isNull()) {
        card.caption = row.getColumn(4).getString();
        card.confidence = static_cast<float>(row.getColumn(5).getDouble());
        card.origin = originFromName(row.getColumn(6).getString());
        card.modelName = row.getColumn(7).getString();
    }
    if (!row.getColumn(11).isNull())
        card.marks = marksOf(row, 10);
    if (!row.getColumn(9).isNull()) {
        card.state = DescribeState::Failed;
        card.problem = row.getColumn(9).getString();
    } else if (row.getColumn(8).getInt() != 0) {
        card.state = DescribeState::Done;
    }
    return card;
}

template <typename Row, typename Read>
std::vector<Row> rowsInOrder(SQLite::Statement& statement, std::span<const PhotoId> photos, Read&& read)
{
    std::vector<Row> rows;
    rows.reserve(photos.size());
    for (const PhotoId photo : photos) {
        statement.bind(1, photo.value);
        if (statement.executeStep())
            rows.push_back(read(statement));
        statement.reset();
    }
    return rows;
}

void readPhotoRow(SQLite::Database& db, PhotoDetails& details)
{
    SQLite::Statement row(db,
                          "SELECT hash, byte_size, width, height, format, orientation, captured_at, camera, latitude,"
                          " longitude, imported_at, read_us, hash_us, decode_us, metadata_us, thumbnail_us"
                          " FROM photo WHERE id = ?");
    row.bind(1, details.card.id.value);
    row.executeStep();
    const std::string hash = bytesOf(row.getColumn(0));
    std::copy_n(hash.begin(), std::min(hash.size(), details.hash.bytes.size()), details.hash.bytes.begin());
    details.byteSize = static_cast<std::uint64_t>(row.getColumn(1).getInt64());
    PhotoMetadata& meta = details.metadata;
    meta.width = row.getColumn(2).getInt();
    meta.height = row.getColumn(3).getInt();
    meta.format = row.getColumn(4).getString();
    meta.orientation = row.getColumn(5).getInt();
    if (!row.getColumn(6).isNull())
        meta.capturedAt = row.getColumn(6).getInt64();
    meta.camera = row.getColumn(7).getString();
    if (!row.getColumn(8).isNull() && !row.getColumn(9).isNull())
        meta.position = GeoPosition{row.getColumn(8).getDouble(), row.getColumn(9).getDouble()};
    details.importedAt = row.getColumn(10).getInt64();
    details.times.read = row.getColumn(11).getInt64();
    details.times.hash = row.getColumn(12).getInt64();
    details.times.decode = row.getColumn(13).getInt64();
    details.times.metadata = row.getColumn(14).getInt64();
    details.times.thumbnail = row.getColumn(15).getInt64();
}

void readDescription(SQLite::Database& db, const ModelKeys& keys, PhotoDetails& details)
{
    SQLite::Statement caption(db, "SELECT m.name, m.title, m.origin, c.text, c.confidence, c.tokens, c.created_at,"
                                  " c.caption_us FROM caption c JOIN model m ON m.id = c.model_id"
                                  " WHERE c.photo_id = ? AND c.is_current");
    caption.bind(1, details.card.id.value);
    if (caption.executeStep()) {
        StoredCaption stored;
        stored.model = caption.getColumn(0).getString();
        stored.modelName = caption.getColumn(1).getString();
        stored.origin = originFromName(caption.getColumn(2).getString());
        stored.caption.text = caption.getColumn(3).getString();
        stored.caption.confidence = static_cast<float>(caption.getColumn(4).getDouble());
        stored.caption.tokens = tokensFromJson(caption.getColumn(5).getString());
        stored.createdAt = caption.getColumn(6).getInt64();
        details.times.caption = caption.getColumn(7).getInt64();
        details.caption = std::move(stored);
    }
    SQLite::Statement embedding(db, "SELECT m.name, e.embed_us FROM embedding e JOIN model m ON m.id = e.model_id"
                                    " WHERE e.model_id = ? AND e.photo_id = ?");
    embedding.bind(1, keys.embedding);
    embedding.bind(2, details.card.id.value);
    if (embedding.executeStep()) {
        details.embeddingModel = embedding.getColumn(0).getString();
        details.times.embedding = embedding.getColumn(1).getInt64();
    }
}

/// Those that satisfy `condition` ("AND …", or empty), whose parameters `bind` gives.
template <typename Bind>
std::vector<PhotoRef> refsWhere(SQLite::Database& db, SortOrder order, const std::string& condition, Bind&& bind)
{
    SQLite::Statement statement(db, refColumns(order) + condition + orderClause(order));
    bind(statement);
    RefReader read(order);
    std::vector<PhotoRef> refs;
    while (statement.executeStep())
        refs.push_back(read(statement));
    if (order == SortOrder::ByName)
        sortByName(db, refs);
    return refs;
}

/// Of a statement that orders by itself.
std::vector<PhotoRef> rowsOf(SQLite::Statement& statement)
{
    RefReader read(SortOrder::NewestFirst);
    std::vector<PhotoRef> refs;
    while (statement.executeStep())
        refs.push_back(read(statement));
    return refs;
}

} // namespace

Result<std::vector<PhotoRef>> PhotoQuery::all(SortOrder order) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PhotoRef>> {
        return refsWhere(db, order, {}, [](SQLite::Statement&) {});
    });
}

Result<std::vector<PhotoRef>> PhotoQuery::inFolder(const std::filesystem::path& folder, SortOrder order) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PhotoRef>> {
        return refsWhere(db, order, "AND id IN (SELECT photo_id FROM photo_path WHERE folder = ?) ",
                         [&](SQLite::Statement& statement) { bindPath(statement, 1, folder); });
    });
}

Result<std::vector<PhotoRef>> PhotoQuery::tagged(const std::string& tag, SortOrder order) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PhotoRef>> {
        return refsWhere(db, order,
                         "AND id IN (SELECT u.photo_id FROM tag t JOIN photo_tag u ON u.tag_id = t.id"
                         " WHERE t.key = ?) ",
                         [&](SQLite::Statement& statement) { statement.bind(1, tagKey(tag)); });
    });
}

Result<PhotosByFolder> PhotoQuery::byFolder(std::vector<PhotoRef> photos) const
{
    return m_database.read(
        [&](SQLite::Database& db) -> Result<PhotosByFolder> { return sortByFolder(db, std::move(photos)); });
}

Result<std::vector<PhotoRef>> PhotoQuery::inAlbum(AlbumId album) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PhotoRef>> {
        SQLite::Statement statement(db, "SELECT p.id, p.width, p.height, p.sort_time FROM album_photo u"
                                        " JOIN photo p ON p.id = u.photo_id WHERE u.album_id = ? AND p.paths > 0"
                                        " ORDER BY u.position, u.photo_id");
        statement.bind(1, album.value);
        return rowsOf(statement);
    });
}

Result<std::vector<PhotoRef>> PhotoQuery::toReview() const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PhotoRef>> {
        SQLite::Statement statement(db, std::string("SELECT p.id, p.width, p.height, p.sort_time FROM caption c") +
                                            kToReview + " ORDER BY c.confidence, c.photo_id");
        return rowsOf(statement);
    });
}

Result<std::vector<PhotoRef>> PhotoQuery::refs(std::span<const PhotoId> photos, SortOrder order) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PhotoRef>> {
        SQLite::Statement statement(db, refColumns(order) + "AND id = ?");
        return rowsInOrder<PhotoRef>(statement, photos, RefReader(order));
    });
}

Result<std::vector<PhotoCard>> PhotoQuery::cards(std::span<const PhotoId> photos) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PhotoCard>> {
        SQLite::Statement statement = cardStatement(db, m_keys);
        return rowsInOrder<PhotoCard>(statement, photos, cardOf);
    });
}

Result<PhotoDetails> PhotoQuery::details(PhotoId photo) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<PhotoDetails> {
        SQLite::Statement statement = cardStatement(db, m_keys);
        statement.bind(1, photo.value);
        if (!statement.executeStep())
            return fail(ErrorCode::NotFound, "There is no picture " + std::to_string(photo.value) + " in the library.");
        PhotoDetails details;
        details.card = cardOf(statement);
        readPhotoRow(db, details);
        readDescription(db, m_keys, details);
        details.tags = readTags(db, photo);
        SQLite::Statement paths(db, "SELECT path FROM photo_path WHERE photo_id = ? ORDER BY path");
        paths.bind(1, photo.value);
        while (paths.executeStep())
            details.paths.push_back(pathOf(paths.getColumn(0)));
        return details;
    });
}

Result<LibraryCounts> PhotoQuery::counts() const
{
    return m_database.read([&](SQLite::Database& db) -> Result<LibraryCounts> {
        SQLite::Statement statement(
            db, "SELECT (SELECT count(*) FROM photo WHERE paths > 0),"
                " (SELECT count(*) FROM caption c JOIN photo p ON p.id = c.photo_id"
                "  WHERE c.model_id = ?1 AND p.paths > 0),"
                " (SELECT count(*) FROM file_failure)"
                " + (SELECT count(DISTINCT photo_id) FROM description_failure WHERE model_id IN (?1, ?2)),"
                " (SELECT count(*) FROM caption c" +
                    std::string(kToReview) + ")");
        statement.bind(1, m_keys.caption);
        statement.bind(2, m_keys.embedding);
        statement.executeStep();
        return LibraryCounts{statement.getColumn(0).getInt64(), statement.getColumn(1).getInt64(),
                             statement.getColumn(2).getInt64(), statement.getColumn(3).getInt64()};
    });
}

Result<std::vector<FolderCount>> PhotoQuery::folders() const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<FolderCount>> {
        SQLite::Statement statement(
            db, "SELECT folder, count(DISTINCT photo_id) FROM photo_path GROUP BY folder ORDER BY folder");
        std::vector<FolderCount> folders;
        while (statement.executeStep())
            folders.push_back({pathOf(statement.getColumn(0)), statement.getColumn(1).getInt64()});
        return folders;
    });
}

} // namespace vidimus::storage
