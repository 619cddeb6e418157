#include "ui/shell/library_feed.h"

#include <utility>

#include "ui/common/when_done.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"

namespace vidimus::ui {

namespace {

/// New pictures are shown in batches: often enough to feel alive, seldom enough to cost nothing.
constexpr int kBatchMs = 150;
/// Where all of a large list has to be read anew for them.
constexpr int kReloadMs = 1500;
constexpr int kLarge = 5000;

} // namespace

LibraryFeed::LibraryFeed(services::Services& services, GalleryModel& model, CardCache& cards, QObject* parent)
    : QObject(parent), m_services(services), m_model(model), m_cards(cards)
{
    m_arrivals.setSingleShot(true);
    connect(&m_arrivals, &QTimer::timeout, this, &LibraryFeed::takeArrivals);
    const auto collect = [this](QList<PhotoId>& into, const QList<PhotoId>& ids) {
        into << ids;
        if (!m_arrivals.isActive())
            m_arrivals.start(batchTime());
    };
    connect(&services.imports, &services::ImportService::photosAdded, this,
            [this, collect](const QList<PhotoId>& ids) { collect(m_added, ids); });
    connect(&services.imports, &services::ImportService::photosChanged, this,
            [this, collect](const QList<PhotoId>& ids) { collect(m_changed, ids); });
    connect(&services.edits, &services::EditService::made, this, &LibraryFeed::take);
}

void LibraryFeed::take(const services::EditNews& news)
{
    // What a person did shows at once, not with the next batch.
    if (!news.photos.isEmpty()) {
        m_cards.markStale(news.photos);
        Q_EMIT changed(news.photos);
    }
    const bool concerned = (m_source.kind == Source::Kind::Tag && news.tagsChanged) ||
                           (m_source.kind == Source::Kind::Album && news.albumsChanged);
    if (concerned)
        load();
}

void LibraryFeed::show(const Source& source, storage::SortOrder order, Grouping grouping)
{
    m_source = source;
    m_order = order;
    m_grouping = grouping;
    load();
}

void LibraryFeed::reload()
{
    load();
}

storage::SortOrder LibraryFeed::effectiveOrder() const
{
    return m_source.kind == Source::Kind::Recent ? storage::SortOrder::RecentlyAdded : m_order;
}

bool LibraryFeed::goesByTime() const
{
    return m_source.kind != Source::Kind::Album && storage::goesByTime(effectiveOrder());
}

Grouping LibraryFeed::grouping() const
{
    if (m_source.kind == Source::Kind::Album)
        return Grouping::None;
    if (m_grouping == Grouping::Folder)
        return m_source.kind == Source::Kind::Folder ? Grouping::None : Grouping::Folder;
    return goesByTime() ? m_grouping : Grouping::None;
}

int LibraryFeed::batchTime() const
{
    return canMerge() || m_model.rowCount() < kLarge ? kBatchMs : kReloadMs;
}

bool LibraryFeed::canMerge() const
{
    // Which of them lie in a folder, and where a name or a folder belongs, the library knows.
    return m_source.kind != Source::Kind::Folder && goesByTime() && grouping() != Grouping::Folder;
}

QFuture<Result<std::vector<storage::PhotoRef>>> LibraryFeed::askPhotos()
{
    switch (m_source.kind) {
    case Source::Kind::Folder:
        return m_services.catalogue.photos(effectiveOrder(), m_source.folder);
    case Source::Kind::Tag:
        return m_services.catalogue.tagged(m_source.tag, effectiveOrder());
    case Source::Kind::Album:
        return m_services.catalogue.inAlbum(m_source.album);
    case Source::Kind::All:
    case Source::Kind::Recent:
    case Source::Kind::Review: // has a page of its own, with the library behind it
        break;
    }
    return m_services.catalogue.photos(effectiveOrder());
}

void LibraryFeed::load()
{
    const quint64 ticket = ++m_ticket;
    m_state = State::Loading;
    whenDone(this, askPhotos(), [this, ticket](const Result<std::vector<storage::PhotoRef>>& refs) {
        if (ticket != m_ticket)
            return;
        if (!refs)
            return fail(refs.error());
        if (grouping() != Grouping::Folder)
            return show(*refs, {});
        whenDone(this, m_services.catalogue.byFolder(*refs),
                 [this, ticket](const Result<storage::PhotosByFolder>& all) {
                     if (ticket != m_ticket)
                         return;
                     if (!all)
                         return fail(all.error());
                     show(all->photos, all->folders);
                 });
    });
}

void LibraryFeed::show(std::vector<storage::PhotoRef> photos, std::vector<std::filesystem::path> folders)
{
    m_state = State::Loaded;
    m_model.setPhotos(std::move(photos), std::move(folders));
    if (!m_added.isEmpty())
        m_arrivals.start(batchTime());
    Q_EMIT loaded();
}

void LibraryFeed::fail(const Error& error)
{
    m_state = State::Failed;
    Q_EMIT failed(error);
}

void LibraryFeed::takeArrivals()
{
    const QList<PhotoId> changed = std::exchange(m_changed, {});
    if (!changed.isEmpty()) {
        m_cards.markStale(changed);
        Q_EMIT this->changed(changed);
    }
    if (m_added.isEmpty()) {
        Q_EMIT updated();
        return;
    }
    if (m_state == State::Loading)
        return; // they wait: loading anew for each batch might never come to an end
    const QList<PhotoId> added = std::exchange(m_added, {});
    if (m_source.kind == Source::Kind::Tag || m_source.kind == Source::Kind::Album) {
        Q_EMIT updated(); // nobody put them here yet
        return;
    }
    if (!canMerge() || m_state == State::Failed) {
        load();
        Q_EMIT updated();
        return;
    }
    ++m_asking;
    const quint64 ticket = m_ticket;
    whenDone(this, m_services.catalogue.refs({added.begin(), added.end()}, effectiveOrder()),
             [this, ticket](const Result<std::vector<storage::PhotoRef>>& refs) {
                 --m_asking;
                 if (refs && ticket == m_ticket)
                     m_model.merge(*refs, effectiveOrder());
                 Q_EMIT updated();
             });
}

} // namespace vidimus::ui
