#pragma once

#include <filesystem>
#include <memory>
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
class LibraryIndex;
}
class QThreadPool;

namespace vidimus::services {

/// The pictures that are there, asked without waiting: every call returns at once and the answer comes from a worker.
/// Callers attach `.then(context, …)`; cancelling the future drops a request whose turn has not come. Thread: any.
class Catalogue {
public:
    Catalogue(storage::Library& library, search::LibraryIndex& index);
    ~Catalogue();

    QFuture<Result<std::vector<storage::PhotoRef>>> photos(storage::SortOrder order);
    /// Those that lie in this folder itself, not below it.
    QFuture<Result<std::vector<storage::PhotoRef>>> photos(storage::SortOrder order, std::filesystem::path folder);
    /// The same for some photos, in the order asked (search results); those that are gone are left out.
    QFuture<Result<std::vector<storage::PhotoRef>>> refs(std::vector<PhotoId> ids);
    /// In the order asked; those that are gone are left out.
    QFuture<Result<std::vector<storage::PhotoCard>>> cards(std::vector<PhotoId> ids);
    QFuture<Result<storage::PhotoDetails>> details(PhotoId id);
    /// Decoded from the cache, longer side media::kThumbnailSide; made anew from the original when the cache lost it.
    QFuture<Result<QImage>> thumbnail(PhotoId id);
    /// The original decoded to about `size` (device pixels), upright.
    QFuture<Result<QImage>> preview(PhotoId id, QSize size);
    QFuture<Result<storage::LibraryCounts>> counts();
    QFuture<Result<std::vector<storage::FolderCount>>> folders();
    QFuture<Result<std::vector<storage::Failure>>> failures();
    /// Forgets the failures without trying again.
    QFuture<Result<void>> clearFailures();
    /// Takes pictures out of the library and of every search at once; the files stay where they are.
    QFuture<Result<int>> remove(std::vector<PhotoId> ids);

private:
    storage::Library& m_library;
    search::LibraryIndex& m_index;
    std::unique_ptr<QThreadPool> m_queries;  ///< quick look-ups
    std::unique_ptr<QThreadPool> m_pictures; ///< thumbnails and previews: their decoding must not delay look-ups
};

} // namespace vidimus::services
