#include "ui/shell/library_feed.h"

#include <utility>

#include "ui/common/when_done.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"

namespace vidimus::ui {

namespace {

/// New pictures are shown in batches: often enough to feel alive, seldom enough to cost nothing.
constexpr int kBatchMs = 150;

} // namespace

LibraryFeed::LibraryFeed(services::Services& services, GalleryModel& model, CardCache& cards, QObject* parent)
    : QObject(parent), m_services(services), m_model(model), m_cards(cards)
{
    m_arrivals.setSingleShot(true);
    m_arrivals.setInterval(kBatchMs);
    connect(&m_arrivals, &QTimer::timeout, this, &LibraryFeed::takeArrivals);
    const auto collect = [this](QList<PhotoId>& into, const QList<PhotoId>& ids) {
        into << ids;
        if (!m_arrivals.isActive())
            m_arrivals.start();
    };
    connect(&services.imports, &services::ImportService::photosAdded, this,
            [this, collect](const QList<PhotoId>& ids) { collect(m_added, ids); });
    connect(&services.imports, &services::ImportService::photosChanged, this,
            [this, collect](const QList<PhotoId>& ids) { collect(m_changed, ids); });
}

void LibraryFeed::show(const Source& source, storage::SortOrder order)
{
    m_source = source;
    m_order = order;
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

void LibraryFeed::load()
{
    const quint64 ticket = ++m_ticket;
    m_state = State::Loading;
    const auto photos = m_source.kind == Source::Kind::Folder
                            ? m_services.catalogue.photos(effectiveOrder(), m_source.folder)
                            : m_services.catalogue.photos(effectiveOrder());
    whenDone(this, photos, [this, ticket](const Result<std::vector<storage::PhotoRef>>& refs) {
        if (ticket != m_ticket)
            return;
        m_state = refs ? State::Loaded : State::Failed;
        if (!refs) {
            Q_EMIT failed(refs.error());
            return;
        }
        m_model.setPhotos(*refs);
        if (!m_added.isEmpty())
            m_arrivals.start();
        Q_EMIT loaded();
    });
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
    if (m_source.kind == Source::Kind::Folder || m_state == State::Failed) {
        load(); // which of them lie in this folder, the library knows
        Q_EMIT updated();
        return;
    }
    ++m_asking;
    const quint64 ticket = m_ticket;
    whenDone(this, m_services.catalogue.refs({added.begin(), added.end()}),
             [this, ticket](const Result<std::vector<storage::PhotoRef>>& refs) {
                 --m_asking;
                 if (refs && ticket == m_ticket)
                     m_model.merge(*refs, effectiveOrder());
                 Q_EMIT updated();
             });
}

} // namespace vidimus::ui
