#pragma once

#include <functional>
#include <list>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <QFuture>
#include <QList>
#include <QObject>

#include "core/base/error.h"
#include "core/storage/photo_records.h"

namespace vidimus::ui {

/// What is written under pictures, fetched in chunks for those that are looked at and forgotten when long unseen.
/// GUI thread.
class CardCache final : public QObject {
    Q_OBJECT
public:
    using Fetch = std::function<QFuture<Result<std::vector<storage::PhotoCard>>>(std::vector<PhotoId>)>;

    explicit CardCache(Fetch fetch, QObject* parent = nullptr);

    /// Null until it was fetched. The pointer is good until control returns to the event loop.
    const storage::PhotoCard* find(PhotoId id) const;

    /// The pictures looked at now, most urgent first. Replaces what was wanted before and not yet asked for.
    void want(const std::vector<PhotoId>& ids);
    /// These changed: the old words stay on show until the new ones are there.
    void markStale(const QList<PhotoId>& ids);
    void forget(const std::vector<PhotoId>& ids);

    /// Nothing wanted is missing.
    bool isIdle() const { return m_wanted.empty() && m_asked.empty(); }

Q_SIGNALS:
    void ready(const QList<vidimus::PhotoId>& ids);
    void idle();

private:
    struct Entry {
        storage::PhotoCard card;
        bool stale = false;
        std::list<PhotoId>::iterator use;
    };

    bool isMissing(PhotoId id) const;
    void ask();
    void take(const std::vector<PhotoId>& asked, const Result<std::vector<storage::PhotoCard>>& answer);
    void trim();

    Fetch m_fetch;
    std::unordered_map<PhotoId, Entry> m_cards;
    mutable std::list<PhotoId> m_uses; ///< most recent first
    std::vector<PhotoId> m_wanted;
    std::unordered_set<PhotoId> m_asked;
    /// Changed again while being asked for: the answer under way may be of before the change.
    std::unordered_set<PhotoId> m_changedMeanwhile;
    int m_requests = 0;
};

} // namespace vidimus::ui
