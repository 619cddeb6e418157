// The headings of the gallery: where they stand, how they are painted, and what a click on one chooses.
#include <algorithm>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/common/format.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"

namespace vidimus::ui {

/// A heading with its words fitted into the room there is.
struct HeadingText {
    QString title;
    QString detail; ///< the folder's path
    QString count;
    QRect mark;
    QRect titleRect;
    QRect detailRect;
    QRect countRect;
    QRect whole; ///< all of it
};

namespace {

constexpr int kMark = 16;
constexpr int kMarkRoom = 24;
constexpr int kApart = 10;
constexpr int kBeforeNext = 8; ///< between a heading and the next beside it, besides the gap
constexpr int kBelow = 8;      ///< room between the words and the pictures
/// A path shorter than this says nothing.
constexpr int kLeastDetail = 60;

QFont titleFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

void paintMark(QPainter& painter, const QRect& place, bool chosen, const QPalette& palette)
{
    const QRectF circle = QRectF(place).adjusted(0.75, 0.75, -0.75, -0.75);
    painter.setPen(QPen(palette.color(chosen ? QPalette::Highlight : QPalette::PlaceholderText), 1.5));
    painter.setBrush(chosen ? QBrush(palette.color(QPalette::Highlight)) : QBrush(Qt::NoBrush));
    painter.drawEllipse(circle);
    const QPointF tick[] = {circle.topLeft() + QPointF(circle.width() * 0.28, circle.height() * 0.53),
                            circle.topLeft() + QPointF(circle.width() * 0.44, circle.height() * 0.69),
                            circle.topLeft() + QPointF(circle.width() * 0.73, circle.height() * 0.36)};
    painter.setPen(QPen(palette.color(chosen ? QPalette::HighlightedText : QPalette::PlaceholderText), 1.5,
                        Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(tick, 3);
}

} // namespace

HeadingText GalleryView::headingText(const JustifiedLayout::Heading& heading) const
{
    const JustifiedLayout::Group& group = m_layout.groups()[static_cast<std::size_t>(heading.group)];
    const GroupTitle words = groupTitle(m_options.grouping, group.key, m_gallery.folders());
    const QFontMetrics titleMetrics(titleFont(font()));
    const QFontMetrics metrics(format::captionSize(font()));
    HeadingText text;
    QRect room = heading.rect.adjusted(0, 0, -kBeforeNext, -kBelow);
    if (heading.group == m_hovered || (group.count > 1 && isGroupChosen(heading.group))) {
        text.mark = QRect(room.left(), room.bottom() + 1 - titleMetrics.height() + (titleMetrics.height() - kMark) / 2,
                          kMark, kMark);
        room.setLeft(room.left() + kMarkRoom);
    }
    const auto take = [&room](const QFontMetrics& font, int width, int above) {
        const QRect place(room.left(), room.bottom() + 1 - font.height() - above, std::max(0, width), font.height());
        room.setLeft(place.right() + 1 + kApart);
        return place;
    };
    const bool fits = titleMetrics.horizontalAdvance(words.title) <= room.width();
    const QString figure = format::count(group.count);
    // A name is cut rather than the number beside it left out; a date is not.
    const bool cuts = m_options.grouping == Grouping::Folder;
    const int kept = cuts ? metrics.horizontalAdvance(figure) + kApart : 0;
    text.title =
        titleMetrics.elidedText(fits ? words.title : words.shorter, Qt::ElideMiddle, std::max(0, room.width() - kept));
    text.titleRect = take(titleMetrics, titleMetrics.horizontalAdvance(text.title), 0);
    // Smaller letters stand on the same line as the large ones.
    const int above = titleMetrics.descent() - metrics.descent();
    for (const QString& count : {tr("%Ln picture(s)", nullptr, group.count), figure}) {
        if (metrics.horizontalAdvance(count) > room.width())
            continue;
        text.count = count;
        break;
    }
    if (!words.detail.isEmpty() && room.width() - metrics.horizontalAdvance(text.count) - kApart >= kLeastDetail) {
        const int width = room.width() - metrics.horizontalAdvance(text.count) - kApart;
        text.detail = metrics.elidedText(words.detail, Qt::ElideMiddle, width);
        text.detailRect = take(metrics, metrics.horizontalAdvance(text.detail), above);
    }
    text.countRect = take(metrics, metrics.horizontalAdvance(text.count), above);
    text.whole = QRect(heading.rect.left(), heading.rect.top(), 0, heading.rect.height());
    text.whole.setRight(std::max({text.titleRect.right(), text.detailRect.right(), text.countRect.right()}) + 4);
    return text;
}

void GalleryView::paintHeadings(QPainter& painter, const std::vector<JustifiedLayout::Heading>& headings,
                                bool pinned) const
{
    for (const JustifiedLayout::Heading& heading : headings) {
        const HeadingText text = headingText(heading);
        if (!text.mark.isEmpty())
            paintMark(painter, text.mark, isGroupChosen(heading.group), palette());
        painter.setFont(titleFont(font()));
        // What only goes on from the row above is quieter than what begins beside it.
        painter.setPen(palette().color(heading.begins || pinned ? QPalette::WindowText : QPalette::PlaceholderText));
        painter.drawText(text.titleRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text.title);
        painter.setFont(format::captionSize(font()));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(text.detailRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text.detail);
        painter.drawText(text.countRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text.count);
    }
}

void GalleryView::paintPinned(QPainter& painter, const QRect& dirty) const
{
    const JustifiedLayout::Pinned pinned = m_layout.pinnedAt(verticalOffset());
    const QRect strip(0, pinned.top, viewport()->width(), m_options.headingHeight);
    if (pinned.headings.empty() || !strip.intersects(dirty))
        return;
    // The pictures shine through a little: they go on below.
    QColor ground = palette().color(QPalette::Window);
    ground.setAlphaF(0.96f);
    painter.fillRect(strip, ground);
    paintHeadings(painter, pinned.headings, true);
}

std::vector<GalleryView::ShownHeading> GalleryView::shownHeadings() const
{
    std::vector<ShownHeading> shown;
    const JustifiedLayout& places = layout();
    const int offset = verticalOffset();
    const auto show = [&](std::vector<JustifiedLayout::Heading> headings, bool pinned) {
        for (auto heading = headings.rbegin(); heading != headings.rend(); ++heading) {
            const HeadingText text = headingText(*heading);
            const QRect mark = text.mark.isEmpty() ? QRect() : text.mark.translated(0, -offset);
            shown.push_back({heading->group, text.title, text.whole.translated(0, -offset), mark, pinned});
        }
    };
    show(places.pinnedAt(offset).headings, true);
    const auto [begin, end] = places.rowsBetween(offset, offset + viewport()->height());
    for (int row = begin; row < end; ++row)
        show(places.headingsOf(places.rows()[static_cast<std::size_t>(row)]), false);
    return shown;
}

int GalleryView::headingAt(const QPoint& point) const
{
    const JustifiedLayout& places = layout();
    if (places.groups().empty())
        return -1;
    const QPoint place = point + QPoint(0, verticalOffset());
    const auto among = [&](const std::vector<JustifiedLayout::Heading>& headings) {
        for (const JustifiedLayout::Heading& heading : headings) {
            if (heading.rect.contains(place) && headingText(heading).whole.contains(place))
                return heading.group;
        }
        return -1;
    };
    const JustifiedLayout::Pinned pinned = places.pinnedAt(verticalOffset());
    if (const int group = among(pinned.headings); group >= 0)
        return group;
    const auto [begin, end] = places.rowsBetween(place.y(), place.y() + 1);
    return begin < end ? among(places.headingsOf(places.rows()[static_cast<std::size_t>(begin)])) : -1;
}

bool GalleryView::headingMarkAt(const QPoint& point) const
{
    const auto headings = shownHeadings();
    return std::any_of(headings.begin(), headings.end(), [&](const ShownHeading& heading) {
        return heading.mark.adjusted(-4, -4, 4, 4).contains(point);
    });
}

bool GalleryView::isGroupChosen(int group) const
{
    const JustifiedLayout::Group& wanted = m_layout.groups()[static_cast<std::size_t>(group)];
    const int last = wanted.first + wanted.count - 1;
    int chosen = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        chosen += std::max(0, std::min(last, range.bottom()) - std::max(wanted.first, range.top()) + 1);
    return chosen == wanted.count;
}

void GalleryView::toggleGroup(int group, bool beside)
{
    if (group < 0 || group >= static_cast<int>(layout().groups().size()))
        return;
    const JustifiedLayout::Group wanted = m_layout.groups()[static_cast<std::size_t>(group)];
    const QItemSelection all(m_gallery.index(wanted.first), m_gallery.index(wanted.first + wanted.count - 1));
    int chosen = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        chosen += range.height();
    const bool letGo = isGroupChosen(group) && (beside || chosen == wanted.count);
    // The arrows go on from its first picture. Where one stands in the group already it stays: it may be in view.
    m_staying = true;
    if (!letGo && groupOf(currentIndex().row()) != group)
        selectionModel()->setCurrentIndex(m_gallery.index(wanted.first), QItemSelectionModel::NoUpdate);
    m_staying = false;
    selectionModel()->select(all, letGo    ? QItemSelectionModel::Deselect
                                  : beside ? QItemSelectionModel::Select
                                           : QItemSelectionModel::ClearAndSelect);
    viewport()->update();
}

void GalleryView::toggleCurrentGroup()
{
    toggleGroup(groupOf(currentIndex().row()), false);
}

const JustifiedLayout::Group* GalleryView::group(int place) const
{
    return place >= 0 && place < groupCount() ? &m_layout.groups()[static_cast<std::size_t>(place)] : nullptr;
}

QRect GalleryView::groupRect(int place) const
{
    const JustifiedLayout::Group* wanted = group(place);
    if (wanted == nullptr)
        return {};
    const auto& rows = m_layout.rows();
    const int first = m_layout.rowOfItem(wanted->first);
    const int last = m_layout.rowOfItem(wanted->first + wanted->count - 1);
    const QRect begin = m_layout.cellRect(wanted->first);
    const QRect end = m_layout.cellRect(wanted->first + wanted->count - 1);
    const bool oneRow = first == last;
    const int left = oneRow ? begin.left() : m_options.margin;
    const int right = oneRow ? end.right() : m_options.width - m_options.margin;
    const int top = m_layout.topOf(rows[static_cast<std::size_t>(first)]);
    return QRect(QPoint(left, top), QPoint(right, end.bottom())).translated(0, -verticalOffset());
}

QString GalleryView::groupWords(int place) const
{
    const JustifiedLayout::Group* wanted = group(place);
    if (wanted == nullptr)
        return {};
    return tr("%1, %2").arg(groupTitle(m_options.grouping, wanted->key, m_gallery.folders()).title,
                            tr("%Ln picture(s)", nullptr, wanted->count));
}

void GalleryView::hoverHeading(const QPoint& point)
{
    hoverGroup(headingAt(point));
}

void GalleryView::hoverGroup(int group)
{
    if (group == m_hovered)
        return;
    m_hovered = group;
    viewport()->setCursor(group >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateHeadings();
}

void GalleryView::updateHeadings()
{
    if (m_dirty || m_layout.groups().empty())
        return; // all is painted anyway
    const int offset = verticalOffset();
    const QRect screen = viewport()->rect();
    viewport()->update(0, 0, screen.width(), m_options.headingHeight);
    const auto [begin, end] = m_layout.rowsBetween(offset, offset + screen.height());
    for (int r = begin; r < end; ++r) {
        const JustifiedLayout::Row& row = m_layout.rows()[static_cast<std::size_t>(r)];
        if (row.headings)
            viewport()->update(0, m_layout.topOf(row) - offset, screen.width(), m_options.headingHeight);
    }
}

bool GalleryView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        hoverGroup(-1);
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const int group = headingAt(help->pos()); group >= 0) {
            const JustifiedLayout::Group& of = m_layout.groups()[static_cast<std::size_t>(group)];
            const QString detail = groupTitle(m_options.grouping, of.key, m_gallery.folders()).detail;
            const QString words = tr("Choose all of it (%1)").arg(groupWords(group));
            QToolTip::showText(help->globalPos(), detail.isEmpty() ? words : detail + QLatin1Char('\n') + words, this);
            return true;
        }
    }
    return QAbstractItemView::viewportEvent(event);
}

} // namespace vidimus::ui
