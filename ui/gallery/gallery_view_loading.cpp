// What the gallery asks for: words and thumbnails of what is on screen, then of what is near.
#include <algorithm>

#include "ui/common/motion.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/photo_painter.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/gallery/timeline_bar.h"

namespace vidimus::ui {

namespace {

/// New wishes are formed at most this often while scrolling.
constexpr int kLoadDelayMs = 12;
/// And when the bar that is dragged rests for as long: what it passes over nobody looks at.
constexpr int kRestMs = 60;

} // namespace

void GalleryView::scheduleLoading()
{
    if (m_timeline->isSliderDown())
        m_loadTimer.start(kRestMs);
    else if (!m_loadTimer.isActive())
        m_loadTimer.start(kLoadDelayMs);
}

std::pair<int, int> GalleryView::visibleItems() const
{
    const auto [first, end] = layout().rowsBetween(verticalOffset(), verticalOffset() + viewport()->height());
    if (first >= end)
        return {0, 0};
    const JustifiedLayout::Row& last = m_layout.rows()[static_cast<std::size_t>(end - 1)];
    return {m_layout.rows()[static_cast<std::size_t>(first)].first, last.first + last.count};
}

void GalleryView::loadVisible()
{
    if (!isVisible())
        return;
    const auto [first, end] = visibleItems();
    m_gallery.setVisibleRows(first, end - 1);
    const int onScreen = end - first;
    const int count = m_gallery.rowCount();

    // On screen in reading order, then one screen below and above by distance.
    std::vector<int> items;
    for (int i = first; i < end; ++i)
        items.push_back(i);
    for (int distance = 0; distance < onScreen; ++distance) {
        if (end + distance < count)
            items.push_back(end + distance);
        if (first - 1 - distance >= 0)
            items.push_back(first - 1 - distance);
    }

    std::vector<PhotoId> ids;
    std::vector<ThumbnailCache::Wanted> wanted;
    const qreal ratio = devicePixelRatioF();
    for (const int item : items) {
        const PhotoId id = m_gallery.idAt(item);
        ids.push_back(id);
        // While the window is being resized a stretched picture will do.
        if (!m_resizeTimer.isActive() || m_thumbnails.find(id) == nullptr)
            wanted.push_back({id, m_layout.pictureRect(item).size() * ratio});
    }
    m_cards.want(ids);
    m_thumbnails.want(wanted, qRound(kPictureRadius * ratio));
    ids.resize(static_cast<std::size_t>(onScreen));
    Q_EMIT visibleChanged(ids);
    if (isSettled())
        Q_EMIT settled();
}

void GalleryView::onThumbnailReady(PhotoId id, bool first)
{
    if (!isVisible())
        return;
    const auto [begin, end] = visibleItems();
    for (int item = begin; item < end; ++item) {
        if (m_gallery.idAt(item) != id)
            continue;
        if (first && motionAllowed()) {
            m_fades[id] = m_clock.elapsed();
            if (!m_fadeTimer.isActive())
                m_fadeTimer.start();
        }
        viewport()->update(m_layout.cellRect(item).translated(0, -verticalOffset()));
        return;
    }
}

void GalleryView::advanceFades()
{
    const qint64 now = m_clock.elapsed();
    const auto [begin, end] = visibleItems();
    for (int item = begin; item < end; ++item) {
        if (m_fades.contains(m_gallery.idAt(item)))
            viewport()->update(m_layout.pictureRect(item).translated(0, -verticalOffset()));
    }
    std::erase_if(m_fades, [now](const auto& fade) { return now - fade.second >= kFadeMs; });
    if (m_fades.empty())
        m_fadeTimer.stop();
}

} // namespace vidimus::ui
