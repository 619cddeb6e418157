#pragma once

#include <QFont>
#include <QPalette>
#include <QRect>

#include "core/search/search_results.h"
#include "core/storage/photo_records.h"
#include "ui/gallery/thumbnail_cache.h"

class QPainter;

namespace vidimus::ui {

inline constexpr int kPictureRadius = 6;

/// One place of the gallery, with what is known of it now.
struct PhotoCell {
    QRect picture;
    QRect band; ///< below it, for the caption
    const ThumbnailCache::Thumbnail* thumbnail = nullptr;
    const storage::PhotoCard* card = nullptr;
    const search::Hit* hit = nullptr;
    qreal opacity = 1.0; ///< of the picture, while it fades in
    bool selected = false;
    bool focused = false;
    bool describing = false; ///< pictures are being described now
};

/// Draws a picture with its caption line. Asks nobody: all it shows is in the cell.
class PhotoPainter {
public:
    PhotoPainter(const QPalette& palette, const QFont& font);

    void paint(QPainter& painter, const PhotoCell& cell) const;
    static int bandHeight(const QFont& font);

private:
    void paintPicture(QPainter& painter, const PhotoCell& cell) const;
    void paintRing(QPainter& painter, const PhotoCell& cell) const;
    void paintCaption(QPainter& painter, const PhotoCell& cell) const;
    void paintMarks(QPainter& painter, const QRect& picture, const storage::PersonMarks& marks) const;
    int paintOrigin(QPainter& painter, const QRect& band, const storage::PhotoCard& card) const;

    QPalette m_palette;
    QFont m_captionFont;
    QFont m_originFont;
};

} // namespace vidimus::ui
