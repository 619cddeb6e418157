#pragma once

#include <QElapsedTimer>
#include <QFuture>
#include <QList>
#include <QObject>
#include <QTimer>

#include "core/services/services.h"
#include "ui/gallery/grouping.h"
#include "ui/shell/side_bar_model.h"

namespace vidimus::ui {

class CardCache;
class GalleryModel;

/// Keeps the library's gallery in step with the library: loads the chosen part, and puts in what comes while it is on
/// show, a batch at a time.
class LibraryFeed final : public QObject {
    Q_OBJECT
public:
    LibraryFeed(services::Services& services, GalleryModel& model, CardCache& cards, QObject* parent = nullptr);

    void show(const Source& source, storage::SortOrder order, Grouping grouping);
    void reload();
    const Source& source() const { return m_source; }
    storage::SortOrder order() const { return m_order; }
    /// What the pictures can be put in groups by: an album is in a person's order, and sizes have no days.
    Grouping grouping() const;
    /// What is on show goes by time, and that way.
    bool goesByTime() const;
    /// Nothing is under way: all is on show, or could not be read.
    bool isSettled() const { return m_state != State::Loading && !m_arrivals.isActive() && m_asking == 0; }
    bool isLoaded() const { return m_state == State::Loaded; }

Q_SIGNALS:
    void loaded();
    void failed(const vidimus::Error& error);
    void updated();
    /// Captions and the like of these changed.
    void changed(const QList<vidimus::PhotoId>& ids);

private:
    enum class State { Loading, Loaded, Failed };

    QFuture<Result<std::vector<storage::PhotoRef>>> askPhotos();
    void load();
    void show(std::vector<storage::PhotoRef> photos, std::vector<std::filesystem::path> folders);
    void fail(const Error& error);
    bool canMerge() const;
    int batchTime() const;
    void take(const services::EditNews& news);
    void takeArrivals();
    storage::SortOrder effectiveOrder() const;

    services::Services& m_services;
    GalleryModel& m_model;
    CardCache& m_cards;
    Source m_source;
    storage::SortOrder m_order = storage::SortOrder::NewestFirst;
    Grouping m_grouping = Grouping::Month;
    quint64 m_ticket = 0;
    State m_state = State::Loading;
    int m_asking = 0;
    QTimer m_arrivals;
    QList<PhotoId> m_added;
    QList<PhotoId> m_changed;
};

} // namespace vidimus::ui
