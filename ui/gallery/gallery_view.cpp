#include "ui/gallery/gallery_view.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include <QPaintEvent>
#include <QPainter>
#include <QPropertyAnimation>
#include <QScrollBar>

#include "ui/common/format.h"
#include "ui/common/motion.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_accessible.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/photo_painter.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/gallery/timeline_bar.h"

namespace vidimus::ui {

namespace {

constexpr int kResizeRestMs = 150;
/// For so long after a touch the picture under the pointer stays where it is, even at the very top.
constexpr qint64 kTouchedMs = 3000;
/// More than this is not carried over a reset of the model.
constexpr int kMostKept = 20'000;

} // namespace

GalleryView::GalleryView(GalleryModel& model, CardCache& cards, ThumbnailCache& thumbnails, QWidget* parent)
    : QAbstractItemView(parent)
    , m_gallery(model)
    , m_cards(cards)
    , m_thumbnails(thumbnails)
    , m_timeline(new TimelineBar(this))
{
    setVerticalScrollBar(m_timeline);
    m_timeline->setWords([this](int value) { return timelineWords(value); });
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Pictures"));
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setDragEnabled(true);
    setAcceptDrops(false);
    viewport()->setAcceptDrops(false);
    viewport()->setBackgroundRole(QPalette::Window);
    viewport()->setMouseTracking(true);
    m_options.bandHeight = PhotoPainter::bandHeight(font());
    m_clock.start();

    m_loadTimer.setSingleShot(true);
    connect(&m_loadTimer, &QTimer::timeout, this, &GalleryView::loadVisible);
    m_resizeTimer.setSingleShot(true);
    m_resizeTimer.setInterval(kResizeRestMs);
    connect(&m_resizeTimer, &QTimer::timeout, this, &GalleryView::loadVisible);
    m_fadeTimer.setInterval(16);
    connect(&m_fadeTimer, &QTimer::timeout, this, &GalleryView::advanceFades);
    connect(&m_thumbnails, &ThumbnailCache::ready, this, &GalleryView::onThumbnailReady);
    m_glide = new QPropertyAnimation(verticalScrollBar(), "value", this);
    m_glide->setDuration(140);
    m_glide->setEasingCurve(QEasingCurve::OutCubic);
    const auto tellSettled = [this] {
        if (isSettled())
            Q_EMIT settled();
    };
    connect(&m_thumbnails, &ThumbnailCache::idle, this, tellSettled);
    connect(&m_cards, &CardCache::idle, this, tellSettled);
    connectModel();
}

void GalleryView::connectModel()
{
    // Before setModel(): the anchor is taken while the layout still fits the model.
    connect(&m_gallery, &QAbstractItemModel::rowsAboutToBeInserted, this, &GalleryView::keepAnchor);
    connect(&m_gallery, &QAbstractItemModel::rowsAboutToBeRemoved, this, &GalleryView::keepAnchor);
    connect(&m_gallery, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        keepAnchor();
        m_kept = {selectedIds(), currentId()};
        if (m_kept.selected.size() > kMostKept)
            m_kept.selected.clear();
    });
    setModel(&m_gallery);
    // After setModel(): the selection model must have heard of the reset first.
    connect(&m_gallery, &QAbstractItemModel::modelReset, this, &GalleryView::restoreKept);
    connect(&m_gallery, &QAbstractItemModel::rowsRemoved, this, &GalleryView::invalidateLayout);
}

void GalleryView::setGrouping(Grouping grouping, bool byTime)
{
    if (m_options.grouping == grouping && m_byTime == byTime)
        return;
    m_byTime = byTime;
    keepAnchor();
    m_options.grouping = grouping;
    m_hovered = -1;
    invalidateLayout();
}

void GalleryView::setRowHeight(int height)
{
    height = std::clamp(height, kLowestRow, kHighestRow);
    if (height == m_options.rowHeight)
        return;
    keepAnchor();
    m_options.rowHeight = height;
    m_resizeTimer.start();
    invalidateLayout();
    Q_EMIT rowHeightChanged(height);
}

void GalleryView::setDescribing(bool describing)
{
    if (m_describing == describing)
        return;
    m_describing = describing;
    viewport()->update();
}

std::vector<PhotoId> GalleryView::selectedIds() const
{
    // Range by range: all of a large library is one range, and an index for each of its pictures costs more than they.
    std::vector<std::pair<int, int>> ranges;
    std::size_t count = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        ranges.emplace_back(range.top(), range.bottom());
        count += static_cast<std::size_t>(range.height());
    }
    std::sort(ranges.begin(), ranges.end());
    std::vector<PhotoId> ids;
    ids.reserve(count);
    for (const auto& [first, last] : ranges) {
        for (int row = first; row <= last; ++row)
            ids.push_back(m_gallery.idAt(row));
    }
    return ids;
}

PhotoId GalleryView::currentId() const
{
    return m_gallery.idAt(currentIndex().row());
}

void GalleryView::select(int row)
{
    selectionModel()->setCurrentIndex(m_gallery.index(row), QItemSelectionModel::ClearAndSelect);
}

bool GalleryView::isSettled() const
{
    return !m_dirty && !m_loadTimer.isActive() && !m_resizeTimer.isActive() && m_thumbnails.isIdle() &&
           m_cards.isIdle();
}

// ---- places ----------------------------------------------------------------------------------------------------------

void GalleryView::invalidateLayout()
{
    m_dirty = true;
    scheduleDelayedItemsLayout();
}

const JustifiedLayout& GalleryView::layout() const
{
    if (m_dirty)
        const_cast<GalleryView*>(this)->layOut(); // lazily, from const questions of the base class
    return m_layout;
}

int GalleryView::layoutWidth() const
{
    // Room for the scroll bar is always kept: rows must not change when it comes or goes.
    return width() - verticalScrollBar()->sizeHint().width();
}

void GalleryView::layOut()
{
    m_timeline->setLook(wantsTimeline() ? TimelineBar::Look::Marked : TimelineBar::Look::Plain);
    m_options.width = layoutWidth();
    m_options.divideAt = m_gallery.firstDoubtful();
    const std::vector<storage::PhotoRef>& photos = m_gallery.photos();
    m_dirty = false;
    m_hovered = -1; // groups are numbered anew
    m_layout.setOptions(m_options);
    m_layout.rebuild(photos);
    updateGeometries();
    markTimeline();
    restoreAnchor();
    scheduleLoading();
}

void GalleryView::doItemsLayout()
{
    layout();
    QAbstractItemView::doItemsLayout();
}

void GalleryView::updateGeometries()
{
    QScrollBar* bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(std::max(24, m_options.rowHeight / 3));
    bar->setRange(0, std::max(0, m_layout.contentHeight() - viewport()->height()));
    QAbstractItemView::updateGeometries();
}

bool GalleryView::isTouched() const
{
    return m_touchedAt >= 0 && m_clock.elapsed() - m_touchedAt < kTouchedMs;
}

void GalleryView::keepAnchor()
{
    if (m_anchor || m_dirty || m_layout.itemCount() == 0)
        return;
    const int top = verticalOffset();
    if (top == 0 && !isTouched())
        return; // nobody is at anything: new pictures may come in at the top
    int item = -1;
    if (viewport()->underMouse())
        item = m_layout.itemAt(viewport()->mapFromGlobal(QCursor::pos()) + QPoint(0, top));
    if (item < 0) {
        const auto [first, end] = m_layout.rowsBetween(top, top + viewport()->height());
        for (int row = first; row < end && item < 0; ++row) {
            if (m_layout.rows()[static_cast<std::size_t>(row)].top >= top)
                item = m_layout.rows()[static_cast<std::size_t>(row)].first;
        }
        if (item < 0 && first < end)
            item = m_layout.rows()[static_cast<std::size_t>(first)].first;
    }
    if (item >= 0)
        m_anchor = Anchor{m_gallery.idAt(item), m_layout.pictureRect(item).top() - top};
}

void GalleryView::restoreAnchor()
{
    if (!m_anchor)
        return;
    const Anchor anchor = *m_anchor;
    m_anchor.reset();
    const int row = m_gallery.rowOf(anchor.id);
    if (row < 0)
        return;
    m_glide->stop();
    verticalScrollBar()->setValue(m_layout.pictureRect(row).top() - anchor.offset);
}

int GalleryView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect GalleryView::visualRect(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    // The ring of selection and focus lies a little outside.
    return layout().cellRect(index.row()).adjusted(-4, -4, 4, 2).translated(0, -verticalOffset());
}

QModelIndex GalleryView::indexAt(const QPoint& point) const
{
    const JustifiedLayout::Pinned pinned = layout().pinnedAt(verticalOffset());
    const int covered = pinned.headings.empty() ? 0 : pinned.top + m_options.headingHeight - verticalOffset();
    if (point.y() < covered)
        return {}; // under the headings at the edge
    const int item = m_layout.itemAt(point + QPoint(0, verticalOffset()));
    return item >= 0 ? m_gallery.index(item) : QModelIndex();
}

void GalleryView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid() || m_staying)
        return;
    const QRect cell = layout().cellRect(index.row());
    const JustifiedLayout::Row& row = m_layout.rows()[static_cast<std::size_t>(m_layout.rowOfItem(index.row()))];
    const bool firstRow = row.first == 0;
    const bool lastRow = row.first + row.count == m_layout.itemCount();
    const int covered = row.headings || m_layout.groups().empty() ? 0 : m_options.headingHeight;
    const int top = firstRow ? 0 : row.headings ? m_layout.topOf(row) : cell.top() - m_options.gap - covered;
    const int bottom = lastRow ? m_layout.contentHeight() : cell.bottom() + m_options.gap;
    const int value = verticalOffset();
    const int height = viewport()->height();
    int target = value;
    if (hint == PositionAtTop)
        target = top;
    else if (hint == PositionAtBottom)
        target = bottom - height;
    else if (hint == PositionAtCenter)
        target = cell.center().y() - height / 2;
    else if (top < value)
        target = top;
    else if (bottom > value + height)
        target = bottom - height;
    if (target != value) {
        m_glide->stop();
        verticalScrollBar()->setValue(target);
    }
}

// ---- changes of the model ---------------------------------------------------------------------------------------------

void GalleryView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    const bool appended = !m_dirty && end == m_gallery.rowCount() - 1 && start == m_layout.itemCount();
    QAbstractItemView::rowsInserted(parent, start, end);
    if (!appended || wantsTimeline() != (m_timeline->look() == TimelineBar::Look::Marked)) {
        invalidateLayout();
        return;
    }
    m_anchor.reset(); // what is above stays where it is
    m_layout.append(m_gallery.photos());
    updateGeometries();
    markTimeline();
    scheduleLoading();
    viewport()->update();
}

void GalleryView::reset()
{
    QAbstractItemView::reset();
    invalidateLayout();
}

void GalleryView::restoreKept()
{
    const Kept kept = std::exchange(m_kept, {});
    if (kept.selected.empty() && !kept.current)
        return;
    m_staying = true;
    std::unordered_set<PhotoId> wanted(kept.selected.begin(), kept.selected.end());
    QItemSelection selection;
    // Neighbours as one range: every question whether a picture is chosen goes through all ranges.
    int first = -1;
    for (int row = 0; row <= m_gallery.rowCount() && (first >= 0 || !wanted.empty()); ++row) {
        const bool chosen = wanted.erase(m_gallery.idAt(row)) > 0;
        if (chosen && first < 0)
            first = row;
        if (!chosen && first >= 0) {
            selection.select(m_gallery.index(first), m_gallery.index(row - 1));
            first = -1;
        }
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (const int row = m_gallery.rowOf(kept.current); row >= 0)
        selectionModel()->setCurrentIndex(m_gallery.index(row), QItemSelectionModel::NoUpdate);
    m_staying = false;
}

void GalleryView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    tellChosen(*this, selected, deselected);
    Q_EMIT picked();
}

void GalleryView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QAbstractItemView::currentChanged(current, previous);
    update(previous);
    update(current);
    tellCurrent(*this);
    Q_EMIT picked();
}

// ---- painting ---------------------------------------------------------------------------------------------------------

void GalleryView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const int offset = verticalOffset();
    painter.translate(0, -offset);
    const QRect dirty = event->rect().translated(0, offset);
    const PhotoPainter photoPainter(palette(), font());
    const auto [begin, end] = layout().rowsBetween(dirty.top() - 4, dirty.bottom() + 5);
    for (int r = begin; r < end; ++r) {
        const JustifiedLayout::Row& row = m_layout.rows()[static_cast<std::size_t>(r)];
        paintDivider(painter, m_layout.dividerOf(row));
        paintHeadings(painter, m_layout.headingsOf(row), false);
        for (int item = row.first; item < row.first + row.count; ++item) {
            PhotoCell cell;
            cell.picture = m_layout.pictureRect(item);
            cell.band =
                QRect(cell.picture.left(), cell.picture.bottom() + 1, cell.picture.width(), m_options.bandHeight);
            if (!dirty.intersects(cell.picture.united(cell.band).adjusted(-4, -4, 4, 4)))
                continue;
            const QModelIndex index = m_gallery.index(item);
            const PhotoId id = m_gallery.idAt(item);
            cell.thumbnail = m_thumbnails.find(id);
            cell.card = m_gallery.card(item);
            cell.hit = m_gallery.hit(item);
            if (const auto fade = m_fades.find(id); fade != m_fades.end())
                cell.opacity = std::clamp(static_cast<qreal>(m_clock.elapsed() - fade->second) / kFadeMs, 0.0, 1.0);
            cell.selected = selectionModel()->isSelected(index);
            cell.focused = hasFocus() && index == currentIndex();
            cell.describing = m_describing;
            photoPainter.paint(painter, cell);
        }
    }
    paintPinned(painter, dirty);
    if (m_rubberFrom && state() == DragSelectingState) {
        QColor wash = palette().color(QPalette::Highlight);
        painter.setPen(wash);
        wash.setAlphaF(0.12f);
        painter.setBrush(wash);
        painter.drawRect(rubberBand());
    }
}

void GalleryView::paintDivider(QPainter& painter, const QRect& rect) const
{
    if (rect.isEmpty())
        return;
    const QString text = tr("less likely");
    painter.setFont(format::captionSize(font()));
    const int half = painter.fontMetrics().horizontalAdvance(text) / 2 + 12;
    const int middle = rect.center().y();
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect, Qt::AlignCenter, text);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(rect.left(), middle, rect.center().x() - half, middle);
    painter.drawLine(rect.center().x() + half, middle, rect.right(), middle);
}

void GalleryView::resizeEvent(QResizeEvent* event)
{
    if (layoutWidth() != m_options.width) {
        keepAnchor();
        m_resizeTimer.start();
        m_dirty = true;
    }
    QAbstractItemView::resizeEvent(event);
    layout();
    updateGeometries();
    scheduleLoading();
}

void GalleryView::showEvent(QShowEvent* event)
{
    QAbstractItemView::showEvent(event);
    scheduleLoading();
}

void GalleryView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_options.bandHeight = PhotoPainter::bandHeight(font());
        invalidateLayout();
    }
    QAbstractItemView::changeEvent(event);
}

void GalleryView::scrollContentsBy(int dx, int dy)
{
    viewport()->scroll(dx, dy);
    // What is pinned to the edge was moved along with the rest: there, and where it went, the rest is painted anew.
    if (!m_layout.groups().empty())
        viewport()->update(0, 0, viewport()->width(), m_options.headingHeight + std::max(0, dy));
    scheduleLoading();
}

void GalleryView::startDrag(Qt::DropActions)
{
    Q_EMIT dragAsked();
}

} // namespace vidimus::ui
