#include "ui/search/search_controller.h"

#include <QFile>
#include <QImageReader>
#include <QtConcurrentRun>

#include "ui/common/format.h"
#include "ui/common/when_done.h"
#include "ui/gallery/gallery_model.h"
#include "ui/search/search_bar.h"

namespace vidimus::ui {

namespace {

/// For the chip only, so anything unusual simply has no small picture. Thread: a worker.
QImage smallPicture(const QString& file)
{
    constexpr qint64 kMostPixels = 100'000'000;
    constexpr QSize kChip(96, 96);
    QImageReader reader(file);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || qint64{size.width()} * size.height() > kMostPixels)
        return {};
    reader.setScaledSize(size.scaled(kChip, Qt::KeepAspectRatio));
    return reader.read();
}

/// Writes what was dropped where the decoder can read it. Thread: a worker.
bool writePicture(const QString& file, const QByteArray& encoded, const QImage& pixels)
{
    if (encoded.isEmpty())
        return pixels.save(file, "PNG");
    QFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(encoded) == encoded.size();
}

} // namespace

SearchController::SearchController(services::Services& services, SearchBar& bar, GalleryModel& results, QObject* parent)
    : QObject(parent), m_services(services), m_bar(bar), m_results(results)
{
    connect(&bar, &SearchBar::queryChanged, this, &SearchController::search);
    connect(&bar, &SearchBar::cleared, this, &SearchController::end);
    connect(&bar, &SearchBar::pictureDropped, this, &SearchController::searchByDropped);
}

SearchController::~SearchController()
{
    m_services.search.cancel();
}

void SearchController::search()
{
    const quint64 ticket = ++m_ticket;
    m_active = true;
    m_busy = true;
    whenDone(this, m_services.search.search(m_bar.query()), [this, ticket](const Result<search::Results>& answer) {
        if (ticket != m_ticket)
            return;
        if (answer) {
            show(ticket, *answer);
        } else if (answer.error().code != ErrorCode::Cancelled) {
            m_busy = false;
            Q_EMIT failed(answer.error());
        }
    });
}

void SearchController::show(quint64 ticket, const search::Results& results)
{
    std::vector<PhotoId> ids;
    ids.reserve(results.hits.size());
    for (const search::Hit& hit : results.hits)
        ids.push_back(hit.id);
    whenDone(this, m_services.catalogue.refs(ids),
             [this, ticket, results](const Result<std::vector<storage::PhotoRef>>& refs) {
                 if (ticket != m_ticket)
                     return;
                 m_busy = false;
                 if (!refs) {
                     Q_EMIT failed(refs.error());
                     return;
                 }
                 // Same order on both sides; hits that are gone meanwhile have no ref.
                 std::vector<search::Hit> hits;
                 hits.reserve(refs->size());
                 auto hit = results.hits.begin();
                 for (const storage::PhotoRef& ref : *refs) {
                     while (hit != results.hits.end() && hit->id != ref.id)
                         ++hit;
                     hits.push_back(hit != results.hits.end() ? *hit : search::Hit{ref.id});
                 }
                 m_bar.showTimes(static_cast<int>(refs->size()), results.times);
                 m_results.setResults(*refs, std::move(hits));
                 Q_EMIT found(static_cast<int>(refs->size()), format::text(results.note));
             });
}

void SearchController::findSimilar(PhotoId photo, const QPixmap& shown, const QString& name)
{
    search::Query query;
    query.likePhoto = photo;
    m_bar.setPicture(query, shown, name);
}

void SearchController::searchByDropped(const Dropped& dropped)
{
    if (dropped.photo) {
        findSimilar(dropped.photo, {}, tr("one of your pictures"));
        return;
    }
    if (!dropped.paths.isEmpty())
        searchByFile(dropped.paths.first(), format::fileName(dropped.paths.first()));
    else if (dropped.hasPicture())
        searchByBytes(dropped);
}

void SearchController::searchByFile(const std::filesystem::path& file, const QString& name)
{
    search::Query query;
    query.imageFile = file;
    m_bar.setPicture(query, {}, name);
    const quint64 ticket = m_ticket;
    whenDone(this, QtConcurrent::run(smallPicture, format::nativePath(file)),
             [this, ticket, name](const QImage& small) {
                 if (ticket == m_ticket && !small.isNull())
                     m_bar.showPicture(QPixmap::fromImage(small), name);
             });
}

void SearchController::searchByBytes(const Dropped& dropped)
{
    if (!m_pictures)
        m_pictures = std::make_unique<QTemporaryDir>();
    const QString file = m_pictures->filePath(QStringLiteral("query-%1").arg(++m_ticket));
    whenDone(this, QtConcurrent::run(writePicture, file, dropped.encoded, dropped.pixels),
             [this, file, hint = dropped.hint](bool written) {
                 if (!written) {
                     Q_EMIT failed(Error{ErrorCode::OutOfSpace, "The picture could not be kept for searching."});
                     return;
                 }
                 searchByFile(format::toPath(file), hint.isEmpty() ? tr("this picture") : hint);
             });
}

void SearchController::end()
{
    if (!m_active)
        return;
    ++m_ticket;
    m_active = false;
    m_busy = false;
    m_services.search.cancel();
    m_bar.hideTimes();
    Q_EMIT ended();
    m_results.clear();
}

} // namespace vidimus::ui
