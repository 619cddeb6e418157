#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QFuture>
#include <QImage>
#include <QSize>

#include "core/base/error.h"
#include "core/storage/photo_records.h"

namespace vidimus::storage {
class Library;
}
namespace vidimus::search {
class Searcher;
}
class QThreadPool;

namespace vidimus::services {

/// What a person says of several photos at once.
struct SharedMarks {
    std::size_t photos = 0;
    std::vector<storage::TagCount> tags; ///< that any of them carries; `photos` of them
    std::optional<int> rating;           ///< none: they differ
    std::optional<bool> favourite;
    std::optional<storage::Flag> flag;
};

/// The pictures that are there, asked without waiting: every call returns at once and the answer comes from a worker.
/// Callers attach `.then(context, …)`; cancelling the future drops a request whose turn has not come. Thread: any.
class Catalogue {
public:
    Catalogue(storage::Library& library, search::Searcher& searcher);
    ~Catalogue();

    QFuture<Result<std::vector<storage::PhotoRef>>> photos(storage::SortOrder order);
    /// Those that lie in this folder itself, not below it.
    QFuture<Result<std::vector<storage::PhotoRef>>> photos(storage::SortOrder order, std::filesystem::path folder);
    QFuture<Result<std::vector<storage::PhotoRef>>> tagged(std::string tag, storage::SortOrder order);
    /// In the order a person gave them.
    QFuture<Result<std::vector<storage::PhotoRef>>> inAlbum(storage::AlbumId album);
    /// Those whose caption nobody looked at, the model's least sure first.
    QFuture<Result<std::vector<storage::PhotoRef>>> toReview();
    /// The same for some photos, in the order asked (search results); those that are gone are left out.
    QFuture<Result<std::vector<storage::PhotoRef>>> refs(std::vector<PhotoId> ids,
                                                         storage::SortOrder order = storage::SortOrder::NewestFirst);
    /// See PhotoQuery::byFolder.
    QFuture<Result<storage::PhotosByFolder>> byFolder(std::vector<storage::PhotoRef> photos);
    /// In the order asked; those that are gone are left out.
    QFuture<Result<std::vector<storage::PhotoCard>>> cards(std::vector<PhotoId> ids);
    QFuture<Result<storage::PhotoDetails>> details(PhotoId id);
    /// Decoded from the cache, longer side media::kThumbnailSide; made anew from the original when the cache lost it.
    QFuture<Result<QImage>> thumbnail(PhotoId id);
    /// The original decoded to about `size` (device pixels), upright.
    QFuture<Result<QImage>> preview(PhotoId id, QSize size);
    /// The original at full resolution and smaller copies of it, as wholePicture() has them.
    QFuture<Result<std::vector<QImage>>> whole(PhotoId id);
    QFuture<Result<storage::LibraryCounts>> counts();
    QFuture<Result<std::vector<storage::FolderCount>>> folders();
    /// By name.
    QFuture<Result<std::vector<storage::TagCount>>> tags();
    QFuture<Result<std::vector<storage::AlbumCount>>> albums();
    /// The tags and marks of some photos, to be shown and changed together.
    QFuture<Result<SharedMarks>> sharedMarks(std::vector<PhotoId> ids);
    QFuture<Result<std::vector<storage::Failure>>> failures();
    /// Forgets the failures without trying again.
    QFuture<Result<void>> clearFailures();
    /// Takes pictures out of the library and of every search at once; the files stay where they are.
    QFuture<Result<int>> remove(std::vector<PhotoId> ids);

private:
    storage::Library& m_library;
    search::Searcher& m_searcher;
    std::unique_ptr<QThreadPool> m_queries;  ///< quick look-ups
    std::unique_ptr<QThreadPool> m_pictures; ///< thumbnails and previews: their decoding must not delay look-ups
};

} // namespace vidimus::services
