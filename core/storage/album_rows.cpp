#include "core/storage/album_rows.h"

#include "core/storage/sql_values.h"

namespace vidimus::storage {

std::optional<Album> readAlbum(SQLite::Database& db, AlbumId id)
{
    SQLite::Statement row(db, "SELECT name, query, created_at FROM album WHERE id = ?");
    row.bind(1, id.value);
    if (!row.executeStep())
        return std::nullopt;
    Album album{id, row.getColumn(0).getString(), std::nullopt, row.getColumn(2).getInt64()};
    if (!row.getColumn(1).isNull())
        album.query = row.getColumn(1).getString();
    return album;
}

std::vector<AlbumPlace> readPlaces(SQLite::Database& db, AlbumId album)
{
    SQLite::Statement row(db,
                          "SELECT photo_id, position FROM album_photo WHERE album_id = ? ORDER BY position, photo_id");
    row.bind(1, album.value);
    std::vector<AlbumPlace> places;
    while (row.executeStep())
        places.push_back({photoIdOf(row.getColumn(0)), row.getColumn(1).getInt64()});
    return places;
}

} // namespace vidimus::storage
