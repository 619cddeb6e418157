#include "ui/loupe/picture_source.h"

#include "ui/common/format.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/loupe/original_cache.h"
#include "ui/loupe/picture_view.h"
#include "ui/loupe/trouble_card.h"

namespace vidimus::ui {

namespace {

constexpr double kNominalHeight = 1000;
constexpr double kUsualAspect = 1.5;

} // namespace

QSizeF PictureSource::sizeOf(PhotoId photo, const GalleryModel& gallery) const
{
    const storage::PhotoCard* card = cards.find(photo);
    if (card != nullptr && card->width > 0 && card->height > 0)
        return QSizeF(card->width, card->height);
    const int row = gallery.rowOf(photo);
    const double aspect =
        row < 0 ? kUsualAspect : static_cast<double>(gallery.photos()[static_cast<std::size_t>(row)].aspect);
    return QSizeF(aspect * kNominalHeight, kNominalHeight).expandedTo({1, 1});
}

void PictureSource::show(PhotoId photo, const GalleryModel& gallery, PictureView& view) const
{
    const ThumbnailCache::Thumbnail* thumbnail = thumbnails.find(photo);
    view.show(photo, sizeOf(photo, gallery), thumbnail != nullptr ? thumbnail->pixmap : QPixmap());
}

void PictureSource::take(PictureView& view, TroubleCard& trouble) const
{
    const OriginalCache::Original* original = originals.find(view.photo());
    if (original != nullptr && !original->images.empty())
        view.setImages(original->images, original->whole || !original->wholeProblem.isEmpty());
    const storage::PhotoCard* card = cards.find(view.photo());
    trouble.setProblem(card != nullptr ? format::fileName(card->path) : QString(),
                       original != nullptr ? original->problem : QString());
}

bool PictureSource::isOutOfShape(const PictureView& view, const GalleryModel& gallery) const
{
    return view.photo() && view.zoom().isFit() && sizeOf(view.photo(), gallery) != view.zoom().picture();
}

bool PictureSource::isIdle() const
{
    return originals.isIdle() && cards.isIdle();
}

} // namespace vidimus::ui
