#pragma once

#include <functional>
#include <list>
#include <unordered_map>
#include <vector>

#include <QFuture>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSize>

#include "core/base/error.h"
#include "core/base/ids.h"

namespace vidimus::ui {

/// Pictures as the gallery paints them: at the size on screen, corners rounded. Reading, decoding and scaling happen in
/// workers; only the QPixmap is made here. Holds what was seen last, up to a number of bytes. GUI thread.
class ThumbnailCache final : public QObject {
    Q_OBJECT
public:
    using Load = std::function<QFuture<Result<QImage>>(PhotoId)>;

    struct Wanted {
        PhotoId id;
        QSize pixels; ///< device pixels of the place it fills
    };

    struct Thumbnail {
        QPixmap pixmap; ///< null when there is a problem
        QString problem;
    };

    explicit ThumbnailCache(Load load, std::size_t maxBytes, QObject* parent = nullptr);

    /// Null until it was loaded. Maybe of another size for a while after the gallery changed its own.
    const Thumbnail* find(PhotoId id) const;

    /// What should be there, most urgent first. Replaces the wishes before; loading that is no longer wished is
    /// cancelled.
    void want(const std::vector<Wanted>& wanted, int radius);
    void forget(const std::vector<PhotoId>& ids);

    bool isIdle() const { return m_wanted.empty() && m_loading.empty(); }
    std::size_t bytes() const { return m_bytes; }

Q_SIGNALS:
    /// `first` when there was nothing to show for it before.
    void ready(vidimus::PhotoId id, bool first);
    void idle();

private:
    struct Entry {
        Thumbnail thumbnail;
        QSize pixels;
        std::size_t bytes = 0;
        std::list<PhotoId>::iterator use;
    };
    struct Loading {
        QFuture<Result<QImage>> source;
        QSize pixels;
        quint64 ticket = 0;
    };

    bool isMissing(const Wanted& wanted) const;
    void loadNext();
    void take(PhotoId id, quint64 ticket, const Result<QImage>& answer);
    void trim();

    Load m_load;
    std::size_t m_maxBytes;
    int m_radius = 0;
    std::size_t m_bytes = 0;
    quint64 m_tickets = 0;
    std::unordered_map<PhotoId, Entry> m_entries;
    mutable std::list<PhotoId> m_uses; ///< most recent first
    std::vector<Wanted> m_wanted;      ///< the most urgent last
    std::unordered_map<PhotoId, Loading> m_loading;
};

/// Scaled to cover `pixels` exactly, centre kept, corners rounded. Thread: any.
QImage fittedThumbnail(const QImage& source, QSize pixels, int radius);

} // namespace vidimus::ui
