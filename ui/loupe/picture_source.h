#pragma once

#include <QSizeF>

#include "core/base/ids.h"

namespace vidimus::ui {

class CardCache;
class GalleryModel;
class OriginalCache;
class PictureView;
class ThumbnailCache;
class TroubleCard;

/// Where the pages that look closely get their pictures from, and how a view is filled with one of a gallery.
struct PictureSource {
    OriginalCache& originals;
    CardCache& cards;
    ThumbnailCache& thumbnails;

    /// Upright, in pixels, one at least; by its shape alone while its size is not known.
    QSizeF sizeOf(PhotoId photo, const GalleryModel& gallery) const;
    /// Another picture, fitted, with what is at hand of it.
    void show(PhotoId photo, const GalleryModel& gallery, PictureView& view) const;
    /// What was decoded meanwhile of the picture on show, or why there is nothing.
    void take(PictureView& view, TroubleCard& trouble) const;
    /// Whether the view lays its picture out by a size that turned out to be another.
    bool isOutOfShape(const PictureView& view, const GalleryModel& gallery) const;
    bool isIdle() const;
};

} // namespace vidimus::ui
