#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <unordered_map>
#include <vector>

#include <QFuture>
#include <QImage>
#include <QObject>
#include <QSize>

#include "core/base/error.h"
#include "core/base/ids.h"

namespace vidimus::ui {

/// Originals as somebody looks at them: decoded to what the screen needs, and whole only once someone looks closer. What
/// is on show comes first, then what is likely next, one at a time; what nobody wants any more is not begun. Holds what
/// was seen last, up to a number of bytes. Decoding is the services'; GUI thread.
class OriginalCache final : public QObject {
    Q_OBJECT
public:
    struct Loads {
        std::function<QFuture<Result<QImage>>(PhotoId, QSize)> fitted;
        /// Largest first, each half as large as the one before.
        std::function<QFuture<Result<std::vector<QImage>>>(PhotoId)> whole;
    };
    struct Original {
        std::vector<QImage> images; ///< largest first; of the whole picture each
        bool whole = false;         ///< the first is at full resolution
        QString problem;            ///< why there is nothing to show
        QString wholeProblem;       ///< why it cannot be looked at more closely
    };
    struct Wishes {
        std::vector<PhotoId> shown;
        std::vector<PhotoId> whole; ///< those of them that are looked at closely
        std::vector<PhotoId> ahead; ///< most likely next first
        QSize pixels;               ///< device pixels of the place each of them is fitted into
    };

    OriginalCache(Loads loads, std::size_t maxBytes, QObject* parent = nullptr);

    /// Null until something is known of it. Good until control returns to the event loop.
    const Original* find(PhotoId id) const;

    /// Replaces the wishes before.
    void want(Wishes wishes);
    /// Nobody looks at anything: what waits is dropped and the large ones are let go.
    void rest() { want({}); }
    void forget(const std::vector<PhotoId>& ids);

    /// All that is wished is there, or cannot be had.
    bool isIdle() const { return m_loading.empty(); }
    std::size_t bytes() const { return m_bytes; }

Q_SIGNALS:
    void ready(vidimus::PhotoId id);
    void idle();

private:
    struct Entry {
        Original original;
        QSize pixels; ///< what it was fitted into
        std::size_t bytes = 0;
        std::list<PhotoId>::iterator use;
    };
    struct Loading {
        PhotoId id;
        bool whole = false;
        QSize pixels;
        quint64 ticket = 0;
        std::function<void()> cancel;
    };

    bool needsFitted(PhotoId id) const;
    bool needsWhole(PhotoId id) const;
    bool isLoading(PhotoId id, bool whole) const;
    bool isShown(PhotoId id) const;
    std::size_t shownBytes() const;
    void dropUnwanted();
    void loadNext();
    void load(PhotoId id, bool whole);
    void take(quint64 ticket, PhotoId id, QSize pixels, bool whole, const Result<std::vector<QImage>>& images);
    Entry& entry(PhotoId id);
    void count(Entry& entry);
    void letGo(PhotoId id);
    void trim();

    Loads m_loads;
    std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
    quint64 m_tickets = 0;
    Wishes m_wishes;
    std::unordered_map<PhotoId, Entry> m_entries;
    mutable std::list<PhotoId> m_uses; ///< most recent first
    std::vector<Loading> m_loading;
};

} // namespace vidimus::ui
