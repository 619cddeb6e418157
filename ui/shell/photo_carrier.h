#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QObject>
#include <QPixmap>

#include "core/services/services.h"

class QImage;
class QMimeData;

namespace vidimus::ui {

class CardCache;
class ThumbnailCache;

/// Takes pictures out of the window: by dragging, over the clipboard, to the file manager. Always as copies of what the
/// files are; nothing here moves one. Where the files lie is asked first for those not on screen, without waiting.
class PhotoCarrier final : public QObject {
    Q_OBJECT
public:
    using Photos = std::vector<PhotoId>;
    using Cards = std::vector<storage::PhotoCard>;
    /// Begins the drag; returns when it is over.
    using Drag = std::function<void(std::unique_ptr<QMimeData> data, const QPixmap& pixmap)>;

    PhotoCarrier(services::Services& services, CardCache& cards, ThumbnailCache& thumbnails, QObject* parent = nullptr);

    /// From `source`, unless the button was let go meanwhile.
    void drag(QWidget& source, const Photos& photos);
    /// Files and captions, and the pixels when it is a single one.
    void copy(const Photos& photos);
    void copyCaptions(const Photos& photos);
    /// Each folder once.
    void reveal(const Photos& photos);

    /// Instead of a real drag.
    void setDrag(Drag drag) { m_drag = std::move(drag); }

    /// Files for other programs, ids for our own window.
    static std::unique_ptr<QMimeData> filesOf(const Cards& cards);
    /// The first few thumbnails one upon the other, with how many there are.
    static QPixmap stacked(const std::vector<QPixmap>& thumbnails, std::size_t count, qreal ratio);

Q_SIGNALS:
    void notice(const QString& text);

private:
    void withCards(const Photos& photos, std::function<void(const Cards&)> then);
    void begin(QWidget& source, const Cards& cards);

    services::Services& m_services;
    CardCache& m_cards;
    ThumbnailCache& m_thumbnails;
    Drag m_drag;
    quint64 m_copies = 0; ///< begun; a slow one must not come after a later one
};

} // namespace vidimus::ui
