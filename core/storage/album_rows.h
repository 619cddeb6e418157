#pragma once

#include <optional>
#include <vector>

#include "core/storage/person_records.h"

namespace SQLite {
class Database;
}

/// Albums as one connection sees them, so that an edit reads what the edits before it in its transaction wrote.
namespace vidimus::storage {

std::optional<Album> readAlbum(SQLite::Database& db, AlbumId album);
/// In the album's order.
std::vector<AlbumPlace> readPlaces(SQLite::Database& db, AlbumId album);

} // namespace vidimus::storage
