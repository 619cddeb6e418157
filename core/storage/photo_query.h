#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/storage/photo_records.h"

namespace vidimus::storage {

class Database;

/// The library's row of the models in use; 0 where the library does not know the model yet.
struct ModelKeys {
    std::int64_t caption = 0;
    std::int64_t embedding = 0;
};

/// What galleries, panes and lists ask. Photos of which no place is known any more are left out.
/// Thread: any; none of these belongs on the GUI thread.
class PhotoQuery {
public:
    PhotoQuery(const Database& database, const ModelKeys& keys) : m_database(database), m_keys(keys) {}

    Result<std::vector<PhotoRef>> all(SortOrder order) const;
    /// Those that lie in this folder itself, not below it.
    Result<std::vector<PhotoRef>> inFolder(const std::filesystem::path& folder, SortOrder order) const;
    Result<std::vector<PhotoRef>> tagged(const std::string& tag, SortOrder order) const;
    /// In the order a person gave them.
    Result<std::vector<PhotoRef>> inAlbum(AlbumId album) const;
    /// Those whose caption nobody looked at, the model's least sure first: neither accepted nor replaced.
    Result<std::vector<PhotoRef>> toReview() const;
    /// The same in the order of their folders; within a folder they stay as they are. A picture in several folders
    /// stands in the first of them.
    Result<PhotosByFolder> byFolder(std::vector<PhotoRef> photos) const;
    /// In the order asked, with the time that `order` goes by.
    Result<std::vector<PhotoRef>> refs(std::span<const PhotoId> photos, SortOrder order = SortOrder::NewestFirst) const;
    Result<std::vector<PhotoCard>> cards(std::span<const PhotoId> photos) const;
    /// NotFound when the photo is gone.
    Result<PhotoDetails> details(PhotoId photo) const;
    Result<LibraryCounts> counts() const;
    /// By name.
    Result<std::vector<FolderCount>> folders() const;

private:
    const Database& m_database;
    const ModelKeys& m_keys;
};

} // namespace vidimus::storage
