// What keys, wheel and mouse do in the gallery; places and painting are in gallery_view.cpp.
#include <algorithm>
#include <cmath>
#include <utility>

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPropertyAnimation>
#include <QScrollBar>
#include <QWheelEvent>

#include "ui/common/motion.h"
#include "ui/gallery/gallery_accessible.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"

namespace vidimus::ui {

int GalleryView::verticalNeighbour(int item, bool down) const
{
    const JustifiedLayout& places = layout();
    const int row = places.rowOfItem(item) + (down ? 1 : -1);
    if (row < 0 || row >= static_cast<int>(places.rows().size()))
        return item;
    return places.nearestInRow(row, m_cursorX);
}

int GalleryView::pageNeighbour(int item, bool down) const
{
    const JustifiedLayout& places = layout();
    const int rows = static_cast<int>(places.rows().size());
    const QRect from = places.pictureRect(item);
    const int page = std::max(1, viewport()->height() - m_options.rowHeight);
    const int y = from.center().y() + (down ? page : -page);
    const auto [first, end] = places.rowsBetween(y, y + 1);
    int row = first < end ? first : std::min(first, rows - 1);
    if (row == places.rowOfItem(item))
        row = std::clamp(row + (down ? 1 : -1), 0, rows - 1);
    return places.nearestInRow(row, m_cursorX);
}

QModelIndex GalleryView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = m_gallery.rowCount();
    if (count == 0)
        return {};
    if (!currentIndex().isValid())
        return m_gallery.index(action == MoveEnd ? count - 1 : visibleItems().first);

    const int item = currentIndex().row();
    const bool vertical = action == MoveUp || action == MoveDown || action == MovePageUp || action == MovePageDown;
    if (!vertical)
        m_cursorX = -1;
    else if (m_cursorX < 0)
        m_cursorX = layout().pictureRect(item).center().x();

    int next = item;
    switch (action) {
    case MoveLeft:
    case MovePrevious:
        next = item - 1;
        break;
    case MoveRight:
    case MoveNext:
        next = item + 1;
        break;
    case MoveHome:
        next = 0;
        break;
    case MoveEnd:
        next = count - 1;
        break;
    case MoveUp:
    case MoveDown:
        next = verticalNeighbour(item, action == MoveDown);
        break;
    case MovePageUp:
    case MovePageDown:
        next = pageNeighbour(item, action == MovePageDown);
        break;
    }
    return m_gallery.index(std::clamp(next, 0, count - 1));
}

void GalleryView::keyPressEvent(QKeyEvent* event)
{
    m_touchedAt = m_clock.elapsed();
    const Qt::KeyboardModifiers modifiers = event->modifiers();
    const bool plain = (modifiers & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    const QString text = event->text();
    if (plain && !text.isEmpty() && text.front().isPrint() && !text.front().isSpace()) {
        Q_EMIT typed(text);
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        event->ignore(); // the window knows what one step back is
        return;
    }
    QAbstractItemView::keyPressEvent(event);
}

void GalleryView::focusInEvent(QFocusEvent* event)
{
    QAbstractItemView::focusInEvent(event);
    // After Qt has told of the gallery as a whole.
    QMetaObject::invokeMethod(
        this, [this] { tellCurrent(*this); }, Qt::QueuedConnection);
}

void GalleryView::glideBy(int pixels)
{
    QScrollBar* bar = verticalScrollBar();
    const bool gliding = m_glide->state() == QAbstractAnimation::Running;
    const int from = gliding ? m_glideTarget : bar->value();
    m_glideTarget = std::clamp(from + pixels, bar->minimum(), bar->maximum());
    m_glide->stop();
    m_glide->setStartValue(bar->value());
    m_glide->setEndValue(m_glideTarget);
    m_glide->start();
}

void GalleryView::wheelEvent(QWheelEvent* event)
{
    m_touchedAt = m_clock.elapsed();
    const int notches = event->angleDelta().y();
    if ((event->modifiers() & Qt::ControlModifier) != 0) {
        setRowHeight(static_cast<int>(std::lround(rowHeight() * std::pow(1.1, notches / 120.0))));
        event->accept();
        return;
    }
    if (!event->pixelDelta().isNull() || notches == 0 || !motionAllowed()) {
        m_glide->stop();
        QAbstractItemView::wheelEvent(event);
        return;
    }
    glideBy(-notches * verticalScrollBar()->singleStep() * 2 / 120);
    event->accept();
}

void GalleryView::mousePressEvent(QMouseEvent* event)
{
    m_touchedAt = m_clock.elapsed();
    m_cursorX = -1;
    m_rubberFrom.reset();
    m_pressed = event->button() == Qt::LeftButton ? headingAt(event->pos()) : -1;
    if (m_pressed >= 0)
        return; // what is chosen stays as it is until the button goes up
    if (event->button() == Qt::LeftButton && !indexAt(event->pos()).isValid())
        m_rubberFrom = event->pos() + QPoint(0, verticalOffset());
    QAbstractItemView::mousePressEvent(event);
}

void GalleryView::mouseMoveEvent(QMouseEvent* event)
{
    m_touchedAt = m_clock.elapsed();
    hoverHeading(event->pos());
    if (m_pressed >= 0)
        return;
    m_rubberTo = event->pos() + QPoint(0, verticalOffset());
    QAbstractItemView::mouseMoveEvent(event);
    if (m_rubberFrom && state() == DragSelectingState)
        viewport()->update();
}

void GalleryView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_pressed >= 0) {
        const int pressed = std::exchange(m_pressed, -1);
        if (pressed != headingAt(event->pos()))
            return;
        const bool onMark = headingMarkAt(event->pos());
        const bool more = (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
        toggleGroup(pressed, onMark || more);
        return;
    }
    QAbstractItemView::mouseReleaseEvent(event);
    if (m_rubberFrom) {
        m_rubberFrom.reset();
        viewport()->update();
    }
}

void GalleryView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    if (!selectionModel()->isSelected(index))
        select(index.row());
    Q_EMIT menuAsked(byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

QRect GalleryView::rubberBand() const
{
    return QRect(*m_rubberFrom, m_rubberTo).normalized();
}

QItemSelection GalleryView::itemsIn(const QRect& contentRect) const
{
    QItemSelection selection;
    int from = -1;
    int to = -1;
    const auto flush = [&] {
        if (from >= 0)
            selection.select(m_gallery.index(from), m_gallery.index(to));
    };
    const auto [begin, end] = layout().rowsBetween(contentRect.top(), contentRect.bottom() + 1);
    for (int r = begin; r < end; ++r) {
        const JustifiedLayout::Row& row = m_layout.rows()[static_cast<std::size_t>(r)];
        for (int item = row.first; item < row.first + row.count; ++item) {
            if (!m_layout.cellRect(item).intersects(contentRect))
                continue;
            if (item != to + 1 || from < 0) {
                flush();
                from = item;
            }
            to = item;
        }
    }
    flush();
    return selection;
}

void GalleryView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    if (state() == DragSelectingState) {
        selectionModel()->select(itemsIn(rect.normalized().translated(0, verticalOffset())), command);
        return;
    }
    // A click, or Shift from one picture to another: all between them in reading order.
    const QModelIndex one = indexAt(rect.topLeft());
    const QModelIndex other = indexAt(rect.bottomRight());
    if (!other.isValid()) {
        selectionModel()->select(QItemSelection(), command);
        return;
    }
    const int from = std::min(one.isValid() ? one.row() : other.row(), other.row());
    const int to = std::max(one.isValid() ? one.row() : other.row(), other.row());
    selectionModel()->select(QItemSelection(m_gallery.index(from), m_gallery.index(to)), command);
}

QRegion GalleryView::visualRegionForSelection(const QItemSelection& selection) const
{
    const auto [begin, end] = visibleItems();
    QRegion region;
    for (const QItemSelectionRange& range : selection) {
        for (int row = std::max(begin, range.top()); row <= std::min(end - 1, range.bottom()); ++row)
            region += visualRect(m_gallery.index(row));
    }
    return region;
}

} // namespace vidimus::ui
