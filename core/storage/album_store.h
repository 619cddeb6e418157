#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/storage/person_edit.h"
#include "core/storage/person_records.h"

namespace vidimus::storage {

class Database;

/// Albums: photos in an order a person gave them, or a search that is kept. Thread: any.
class AlbumStore {
public:
    explicit AlbumStore(Database& database) : m_database(database) {}

    /// By name, with how many photos of the gallery those put together by hand hold.
    Result<std::vector<AlbumCount>> all() const;
    /// Nothing when there is no such album.
    Result<std::optional<Album>> find(AlbumId album) const;
    /// In the album's order, photos of which no place is known included.
    Result<std::vector<AlbumPlace>> places(AlbumId album) const;

    /// Each one transaction. The album's id.
    Result<AlbumId> put(const PutAlbum& edit, std::int64_t now);
    /// Places that were taken; NotFound when the album is gone.
    Result<std::vector<AlbumPlace>> append(AlbumId album, std::span<const PhotoId> photos);
    Result<void> place(AlbumId album, std::span<const AlbumPlace> places);
    /// The places that were given up.
    Result<std::vector<AlbumPlace>> take(AlbumId album, std::span<const PhotoId> photos);
    Result<void> drop(AlbumId album);

private:
    Database& m_database;
};

} // namespace vidimus::storage
