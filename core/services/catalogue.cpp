#include "core/services/catalogue.h"

#include <algorithm>
#include <utility>

#include <QThreadPool>

#include "core/media/decoder.h"
#include "core/media/thumbnail.h"
#include "core/search/searcher.h"
#include "core/services/original_picture.h"
#include "core/services/pool_task.h"
#include "core/storage/library.h"

namespace vidimus::services {

namespace {

Result<QImage> decodeOriginal(storage::Library& library, PhotoId id, int shortSide)
{
    const auto bytes = readOriginal(library, id);
    return bytes ? media::decode(*bytes, shortSide) : fail(bytes.error());
}

Result<QImage> thumbnailOf(storage::Library& library, PhotoId id)
{
    const auto hash = library.photos().hashOf(id);
    if (!hash)
        return fail(hash.error());
    if (!*hash)
        return fail(ErrorCode::NotFound, "The picture is no longer in the library.");
    const auto cached = library.thumbnails().find(**hash);
    if (cached && *cached) {
        const QByteArray bytes = QByteArray::fromRawData((*cached)->data(), static_cast<qsizetype>((*cached)->size()));
        if (QImage image = QImage::fromData(bytes); !image.isNull())
            return image;
    }
    // Lost or damaged: the cache mends itself.
    const auto original = decodeOriginal(library, id, media::kThumbnailSide);
    if (!original)
        return original;
    const auto thumbnail = media::makeThumbnail(*original);
    if (!thumbnail)
        return fail(thumbnail.error());
    const storage::Thumbnail entry{**hash, thumbnail->toStdString()};
    (void)library.thumbnails().add({&entry, 1});
    return QImage::fromData(*thumbnail);
}

template <typename Value>
void keepIfSame(std::optional<Value>& shared, const Value& value)
{
    if (shared && *shared != value)
        shared.reset();
}

Result<SharedMarks> sharedMarksOf(const storage::Library& library, const std::vector<PhotoId>& ids)
{
    SharedMarks shared;
    shared.photos = ids.size();
    auto tags = library.tags().among(ids);
    if (!tags)
        return fail(tags.error());
    shared.tags = std::move(*tags);
    const auto marks = library.marks().marks(ids);
    if (!marks)
        return fail(marks.error());
    if (marks->empty())
        return shared;
    const storage::PersonMarks& first = marks->front().marks;
    shared.rating = first.rating;
    shared.favourite = first.favourite;
    shared.flag = first.flag;
    for (const storage::PersonPhoto& photo : *marks) {
        keepIfSame(shared.rating, photo.marks.rating);
        keepIfSame(shared.favourite, photo.marks.favourite);
        keepIfSame(shared.flag, photo.marks.flag);
    }
    return shared;
}

} // namespace

Catalogue::Catalogue(storage::Library& library, search::Searcher& searcher)
    : m_library(library)
    , m_searcher(searcher)
    , m_queries(std::make_unique<QThreadPool>())
    , m_pictures(std::make_unique<QThreadPool>())
{
    m_queries->setMaxThreadCount(2);
    m_pictures->setMaxThreadCount(std::max(2, QThread::idealThreadCount() / 2));
}

Catalogue::~Catalogue()
{
    for (QThreadPool* pool : {m_queries.get(), m_pictures.get()}) {
        pool->clear();
        pool->waitForDone();
    }
}

QFuture<Result<std::vector<storage::PhotoRef>>> Catalogue::photos(storage::SortOrder order)
{
    return runOn(*m_queries, [this, order] { return m_library.query().all(order); });
}

QFuture<Result<std::vector<storage::PhotoRef>>> Catalogue::photos(storage::SortOrder order,
                                                                  std::filesystem::path folder)
{
    return runOn(*m_queries,
                 [this, order, folder = std::move(folder)] { return m_library.query().inFolder(folder, order); });
}

QFuture<Result<std::vector<storage::PhotoRef>>> Catalogue::tagged(std::string tag, storage::SortOrder order)
{
    return runOn(*m_queries, [this, tag = std::move(tag), order] { return m_library.query().tagged(tag, order); });
}

QFuture<Result<std::vector<storage::PhotoRef>>> Catalogue::inAlbum(storage::AlbumId album)
{
    return runOn(*m_queries, [this, album] { return m_library.query().inAlbum(album); });
}

QFuture<Result<std::vector<storage::PhotoRef>>> Catalogue::toReview()
{
    return runOn(*m_queries, [this] { return m_library.query().toReview(); });
}

QFuture<Result<std::vector<storage::PhotoRef>>> Catalogue::refs(std::vector<PhotoId> ids, storage::SortOrder order)
{
    return runOn(*m_queries, [this, ids = std::move(ids), order] { return m_library.query().refs(ids, order); });
}

QFuture<Result<storage::PhotosByFolder>> Catalogue::byFolder(std::vector<storage::PhotoRef> photos)
{
    return runOn(*m_queries, [this, photos = std::move(photos)] { return m_library.query().byFolder(photos); });
}

QFuture<Result<std::vector<storage::PhotoCard>>> Catalogue::cards(std::vector<PhotoId> ids)
{
    return runOn(*m_queries, [this, ids = std::move(ids)] { return m_library.query().cards(ids); });
}

QFuture<Result<storage::PhotoDetails>> Catalogue::details(PhotoId id)
{
    return runOn(*m_queries, [this, id] { return m_library.query().details(id); });
}

QFuture<Result<QImage>> Catalogue::thumbnail(PhotoId id)
{
    return runOn(*m_pictures, [this, id] { return thumbnailOf(m_library, id); });
}

QFuture<Result<QImage>> Catalogue::preview(PhotoId id, QSize size)
{
    // Before the thumbnails that wait: somebody looks at this one now.
    constexpr int kAhead = 1;
    return runOn(
        *m_pictures,
        [this, id, size]() -> Result<QImage> {
            auto image = decodeOriginal(m_library, id, std::max(1, std::min(size.width(), size.height())));
            if (image && (image->width() > size.width() || image->height() > size.height()))
                *image = image->scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
            return image;
        },
        kAhead);
}

QFuture<Result<std::vector<QImage>>> Catalogue::whole(PhotoId id)
{
    constexpr int kAhead = 1;
    return runOn(
        *m_pictures, [this, id] { return wholePicture(m_library, id); }, kAhead);
}

QFuture<Result<storage::LibraryCounts>> Catalogue::counts()
{
    return runOn(*m_queries, [this] { return m_library.query().counts(); });
}

QFuture<Result<std::vector<storage::FolderCount>>> Catalogue::folders()
{
    return runOn(*m_queries, [this] { return m_library.query().folders(); });
}

QFuture<Result<std::vector<storage::TagCount>>> Catalogue::tags()
{
    return runOn(*m_queries, [this] { return m_library.tags().all(); });
}

QFuture<Result<std::vector<storage::AlbumCount>>> Catalogue::albums()
{
    return runOn(*m_queries, [this] { return m_library.albums().all(); });
}

QFuture<Result<SharedMarks>> Catalogue::sharedMarks(std::vector<PhotoId> ids)
{
    return runOn(*m_queries, [this, ids = std::move(ids)] { return sharedMarksOf(m_library, ids); });
}

QFuture<Result<std::vector<storage::Failure>>> Catalogue::failures()
{
    return runOn(*m_queries, [this] { return m_library.failures().all(); });
}

QFuture<Result<void>> Catalogue::clearFailures()
{
    return runOn(*m_queries, [this] { return m_library.failures().clear(); });
}

QFuture<Result<int>> Catalogue::remove(std::vector<PhotoId> ids)
{
    return runOn(*m_queries, [this, ids = std::move(ids)]() -> Result<int> {
        std::vector<ContentHash> hashes;
        for (const PhotoId id : ids) {
            if (const auto hash = m_library.photos().hashOf(id); hash && *hash)
                hashes.push_back(**hash);
        }
        const auto removed = m_library.photos().remove(ids);
        if (!removed)
            return removed;
        m_searcher.remove(ids);
        (void)m_library.thumbnails().remove(hashes);
        return removed;
    });
}

} // namespace vidimus::services
