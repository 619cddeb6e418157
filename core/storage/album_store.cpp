#include "core/storage/album_store.h"

#include <algorithm>

#include "core/storage/album_rows.h"
#include "core/storage/database.h"
#include "core/storage/sql_values.h"
#include "core/storage/tag_name.h"

namespace vidimus::storage {

namespace {

/// Whether the album may hold photos: it is there and is no search.
Result<void> checkHolds(SQLite::Database& db, AlbumId album)
{
    SQLite::Statement statement(db, "SELECT query IS NULL FROM album WHERE id = ?");
    statement.bind(1, album.value);
    if (!statement.executeStep())
        return fail(ErrorCode::NotFound, "This album is gone.");
    if (statement.getColumn(0).getInt() == 0)
        return fail(ErrorCode::InvalidArgument,
                    "This album is a search that is kept: what is in it follows from that.");
    return {};
}

void putPlaces(SQLite::Database& db, AlbumId album, std::span<const AlbumPlace> places)
{
    SQLite::Statement put(db, "INSERT INTO album_photo (album_id, photo_id, position)"
                              " SELECT ?1, id, ?3 FROM photo WHERE id = ?2"
                              " ON CONFLICT DO UPDATE SET position = excluded.position");
    for (const AlbumPlace& place : places) {
        put.bind(1, album.value);
        put.bind(2, place.photo.value);
        put.bind(3, place.position);
        runAndReset(put);
    }
}

} // namespace

Result<std::vector<AlbumCount>> AlbumStore::all() const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<AlbumCount>> {
        SQLite::Statement statement(db,
                                    "SELECT a.id, a.name, a.query, a.created_at, (SELECT count(*) FROM album_photo u"
                                    " JOIN photo p ON p.id = u.photo_id WHERE u.album_id = a.id AND p.paths > 0)"
                                    " FROM album a");
        std::vector<std::pair<std::string, AlbumCount>> keyed;
        while (statement.executeStep()) {
            AlbumCount count;
            count.album = {AlbumId{statement.getColumn(0).getInt64()}, statement.getColumn(1).getString(), std::nullopt,
                           statement.getColumn(3).getInt64()};
            if (!statement.getColumn(2).isNull())
                count.album.query = statement.getColumn(2).getString();
            count.photos = statement.getColumn(4).getInt64();
            std::string key = tagKey(count.album.name);
            keyed.emplace_back(std::move(key), std::move(count));
        }
        std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first < b.first : a.second.album.id < b.second.album.id;
        });
        std::vector<AlbumCount> albums;
        albums.reserve(keyed.size());
        for (auto& [key, album] : keyed)
            albums.push_back(std::move(album));
        return albums;
    });
}

Result<std::optional<Album>> AlbumStore::find(AlbumId album) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::optional<Album>> { return readAlbum(db, album); });
}

Result<std::vector<AlbumPlace>> AlbumStore::places(AlbumId album) const
{
    return m_database.read(
        [&](SQLite::Database& db) -> Result<std::vector<AlbumPlace>> { return readPlaces(db, album); });
}

Result<AlbumId> AlbumStore::put(const PutAlbum& edit, std::int64_t now)
{
    auto name = tagName(edit.album.name);
    if (!name)
        return fail(ErrorCode::InvalidArgument, "An album needs a name of at most 200 characters.");
    return m_database.write([&](SQLite::Database& db) -> Result<AlbumId> {
        SQLite::Statement put(db, "INSERT INTO album (id, name, query, created_at) VALUES (?, ?, ?, ?)"
                                  " ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query"
                                  " RETURNING id");
        edit.album.id ? put.bind(1, edit.album.id.value) : put.bind(1);
        put.bind(2, *name);
        edit.album.query ? put.bind(3, *edit.album.query) : put.bind(3);
        put.bind(4, edit.album.createdAt != 0 ? edit.album.createdAt : now);
        put.executeStep();
        const AlbumId album{put.getColumn(0).getInt64()};
        put.reset();
        putPlaces(db, album, edit.places);
        return album;
    });
}

Result<std::vector<AlbumPlace>> AlbumStore::append(AlbumId album, std::span<const PhotoId> photos)
{
    return m_database.write([&](SQLite::Database& db) -> Result<std::vector<AlbumPlace>> {
        if (auto holds = checkHolds(db, album); !holds)
            return fail(holds.error());
        SQLite::Statement last(db, "SELECT coalesce(max(position), 0) FROM album_photo WHERE album_id = ?");
        last.bind(1, album.value);
        last.executeStep();
        std::int64_t position = last.getColumn(0).getInt64();
        SQLite::Statement insert(db, "INSERT OR IGNORE INTO album_photo (album_id, photo_id, position)"
                                     " SELECT ?1, id, ?3 FROM photo WHERE id = ?2");
        std::vector<AlbumPlace> added;
        for (const PhotoId photo : photos) {
            insert.bind(1, album.value);
            insert.bind(2, photo.value);
            insert.bind(3, position + 1);
            if (runAndReset(insert) > 0)
                added.push_back({photo, ++position});
        }
        return added;
    });
}

Result<void> AlbumStore::place(AlbumId album, std::span<const AlbumPlace> places)
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        if (auto holds = checkHolds(db, album); !holds)
            return holds;
        putPlaces(db, album, places);
        return {};
    });
}

Result<std::vector<AlbumPlace>> AlbumStore::take(AlbumId album, std::span<const PhotoId> photos)
{
    return m_database.write([&](SQLite::Database& db) -> Result<std::vector<AlbumPlace>> {
        SQLite::Statement find(db, "SELECT position FROM album_photo WHERE album_id = ? AND photo_id = ?");
        SQLite::Statement erase(db, "DELETE FROM album_photo WHERE album_id = ? AND photo_id = ?");
        std::vector<AlbumPlace> taken;
        for (const PhotoId photo : photos) {
            find.bind(1, album.value);
            find.bind(2, photo.value);
            if (find.executeStep()) {
                taken.push_back({photo, find.getColumn(0).getInt64()});
                erase.bind(1, album.value);
                erase.bind(2, photo.value);
                runAndReset(erase);
            }
            find.reset();
        }
        return taken;
    });
}

Result<void> AlbumStore::drop(AlbumId album)
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement statement(db, "DELETE FROM album WHERE id = ?");
        statement.bind(1, album.value);
        statement.exec();
        return {};
    });
}

} // namespace vidimus::storage
