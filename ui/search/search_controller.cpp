#include "ui/search/search_controller.h"

#include <algorithm>

#include <QFile>
#include <QImageReader>
#include <QLocale>
#include <QToolTip>
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

constexpr int kWhyShownMs = 20'000;

/// Thread: the GUI's.
QString whyText(const search::Hit& hit, const search::Reasons& reasons)
{
    const QLocale locale;
    QStringList lines;
    for (const search::Reasons::Place& place : reasons.places) {
        QStringList words;
        for (const std::string& word : place.words)
            words << format::text(word);
        lines << SearchController::tr("In its %1: %2").arg(format::text(place.name), words.join(QStringLiteral(", ")));
    }
    if (hit.similarity != 0.f) {
        lines << SearchController::tr("Likeness to what was asked: %1")
                     .arg(locale.toString(static_cast<double>(hit.similarity), 'f', 2));
        if (hit.closerThan > 0)
            lines << SearchController::tr("Nearer than %1 of the pictures searched")
                         .arg(locale.toString(100.0 * static_cast<double>(hit.closerThan), 'f', 1) +
                              QStringLiteral("\u202F%"));
        lines << SearchController::tr("Relevance: %1").arg(format::percent(hit.relevance));
    }
    for (const std::string& filter : reasons.filters)
        lines << SearchController::tr("Passes %1").arg(format::text(filter));
    for (QString& line : lines)
        line = line.toHtmlEscaped();
    return QStringLiteral("<p><b>%1</b><br>%2</p>")
        .arg(SearchController::tr("Why this picture").toHtmlEscaped(), lines.join(QStringLiteral("<br>")));
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
    connect(&bar, &SearchBar::confirmed, this, &SearchController::remember);
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
    m_query = m_bar.query();
    whenDone(this, m_services.search.search(m_query), [this, ticket](const Result<search::Results>& answer) {
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
                 Q_EMIT found(static_cast<int>(refs->size()), format::text(results.reason), format::text(results.note));
             });
}

void SearchController::findSimilar(PhotoId photo, const QPixmap& shown, const QString& name)
{
    moreLike({{photo, shown, name}});
}

void SearchController::moreLike(const std::vector<Example>& examples)
{
    m_bar.clearPictures();
    for (const Example& example : examples)
        m_bar.addPicture({{}, example.photo, false}, example.shown, example.name);
    m_bar.askNow();
}

void SearchController::lessLike(const std::vector<Example>& examples)
{
    for (const Example& example : examples)
        m_bar.addPicture({{}, example.photo, true}, example.shown, example.name);
    m_bar.askNow();
}

void SearchController::explain(PhotoId photo, const QPoint& globalPosition)
{
    const int row = m_results.rowOf(photo);
    const search::Hit* known = row >= 0 ? m_results.hit(row) : nullptr;
    if (known == nullptr)
        return;
    whenDone(this, m_services.search.why(m_query, photo),
             [hit = *known, globalPosition](const Result<search::Reasons>& reasons) {
                 if (reasons)
                     QToolTip::showText(globalPosition, whyText(hit, *reasons), nullptr, {}, kWhyShownMs);
             });
}

void SearchController::remember()
{
    const std::string line = QString::fromStdString(m_query.text).simplified().toStdString();
    if (!m_active || line.empty() || line == m_remembered)
        return;
    m_remembered = line;
    m_services.search.remember(line);
}

void SearchController::searchByDropped(const Dropped& dropped)
{
    if (dropped.photo) {
        findSimilar(dropped.photo, {}, tr("one of your pictures"));
        return;
    }
    constexpr qsizetype kMost = 8;
    for (qsizetype i = 0; i < std::min(kMost, dropped.paths.size()); ++i)
        searchByFile(dropped.paths[i], format::fileName(dropped.paths[i]));
    if (!dropped.paths.isEmpty())
        return;
    if (dropped.hasPicture())
        searchByBytes(dropped);
}

void SearchController::searchByFile(const std::filesystem::path& file, const QString& name)
{
    const search::PictureExample example{file, {}, false};
    m_bar.addPicture(example, {}, name);
    m_bar.askNow();
    whenDone(this, QtConcurrent::run(smallPicture, format::nativePath(file)), [this, example](const QImage& small) {
        if (!small.isNull())
            m_bar.showPicture(example, QPixmap::fromImage(small));
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
    m_remembered.clear();
    m_services.search.cancel();
    m_bar.hideTimes();
    Q_EMIT ended();
    m_results.clear();
}

} // namespace vidimus::ui
