#include "ui/shell/side_bar.h"

#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/common/dropped.h"
#include "ui/common/format.h"
#include "ui/common/row_background.h"

namespace vidimus::ui {

namespace {

constexpr int kPadding = 8;
constexpr int kIcon = 20;

class Delegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const int line = QFontMetrics(option.font).height();
        const bool first = index.row() == 0;
        return {120,
                index.data(SideBarModel::HeadingRole).toBool() ? line + (first ? 12 : 28) : std::max(line, kIcon) + 10};
    }

    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        editor->setGeometry(QStyle::visualRect(option.direction, option.rect,
                                               option.rect.adjusted(2 * kPadding + kIcon - 4, 2, -kPadding, -2)));
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QString label = index.data().toString();
        QRect room = option.rect.adjusted(kPadding, 0, -kPadding, 0);
        const auto mirrored = [&option](const QRect& area) {
            return QStyle::visualRect(option.direction, option.rect, area);
        };
        painter->setLayoutDirection(option.direction);
        if (index.data(SideBarModel::HeadingRole).toBool()) {
            painter->setFont(format::captionSize(option.font));
            painter->setPen(option.palette.color(QPalette::PlaceholderText));
            painter->drawText(mirrored(room.adjusted(0, 0, 0, -6)), Qt::AlignLeft | Qt::AlignBottom, label);
            return;
        }
        QStyleOptionViewItem row = option;
        if (index.data(SideBarModel::DropTargetRole).toBool())
            row.state |= QStyle::State_Selected | QStyle::State_HasFocus;
        paintRowBackground(*painter, row);
        const QIcon icon = qvariant_cast<QIcon>(index.data(Qt::DecorationRole));
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        icon.paint(painter, mirrored(QRect(room.left(), room.center().y() - kIcon / 2 + 1, kIcon, kIcon)),
                   Qt::AlignCenter, selected ? QIcon::Active : QIcon::Normal);
        room.setLeft(room.left() + kIcon + kPadding);

        const QString count = index.data(SideBarModel::CountRole).toString();
        const QFont figures = format::tabular(option.font);
        const int countWidth = count.isEmpty() ? 0 : QFontMetrics(figures).horizontalAdvance(count) + kPadding;
        painter->setFont(figures);
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        painter->drawText(mirrored(room), Qt::AlignRight | Qt::AlignVCenter, count);
        room.setRight(room.right() - countWidth);
        painter->setFont(option.font);
        painter->setPen(option.palette.color(QPalette::WindowText));
        painter->drawText(mirrored(room), Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(option.font).elidedText(label, Qt::ElideMiddle, room.width()));
    }
};

} // namespace

SideBar::SideBar(QWidget* parent) : QListView(parent)
{
    setObjectName(QStringLiteral("sideBar"));
    setAccessibleName(tr("Library and folders"));
    setModel(&m_model);
    setItemDelegate(new Delegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setViewportMargins(8, 8, 8, 8);
    viewport()->setBackgroundRole(QPalette::Window);
    setEditTriggers(EditKeyPressed);
    setAcceptDrops(true);
    setDropIndicatorShown(false);
    connect(&m_model, &SideBarModel::renamed, this, &SideBar::renamed);
    choose({});
}

template <typename Change>
void SideBar::fill(Change&& change)
{
    m_filling = true; // a reset loses the current row, not the choice
    const bool writing = state() == EditingState;
    change();
    if (!writing || state() != EditingState)
        setCurrentIndex(m_model.index(m_model.rowOf(m_source)));
    m_filling = false;
}

void SideBar::setCounts(const storage::LibraryCounts& counts)
{
    fill([&] { m_model.setCounts(counts); });
}

void SideBar::setFolders(const std::vector<storage::FolderCount>& folders)
{
    fill([&] { m_model.setFolders(folders); });
}

void SideBar::setAlbums(const std::vector<storage::AlbumCount>& albums)
{
    fill([&] { m_model.setAlbums(albums); });
}

void SideBar::setTags(const std::vector<storage::TagCount>& tags)
{
    fill([&] { m_model.setTags(tags); });
}

void SideBar::rename(const Source& source)
{
    if (!m_model.holds(source))
        return;
    const QModelIndex index = m_model.index(m_model.rowOf(source));
    scrollTo(index);
    edit(index);
}

void SideBar::choose(const Source& source)
{
    const QModelIndex index = m_model.index(m_model.rowOf(source));
    // What was chosen may have left the list: then the row is current already, and stands for something else.
    if (index == currentIndex() && m_model.source(index.row()) != m_source) {
        m_source = m_model.source(index.row());
        Q_EMIT chosen(m_source);
        return;
    }
    setCurrentIndex(index);
}

QSize SideBar::sizeHint() const
{
    return {200, 400};
}

void SideBar::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (m_filling || !current.isValid() || m_model.source(current.row()) == m_source)
        return;
    m_source = m_model.source(current.row());
    Q_EMIT chosen(m_source);
}

bool SideBar::event(QEvent* event)
{
    // In the window it begins to write a caption.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == kRenameKey &&
        (currentIndex().flags() & Qt::ItemIsEditable) != 0)
        event->accept();
    return QListView::event(event);
}

void SideBar::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (index.isValid() && (index.flags() & Qt::ItemIsEditable) != 0)
        Q_EMIT menuAsked(m_model.source(index.row()),
                         byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void SideBar::dragEnterEvent(QDragEnterEvent* event)
{
    if (!event->mimeData()->hasFormat(photosMimeType())) {
        event->ignore(); // files are the window's
        return;
    }
    fill([&] { m_model.offerNewAlbum(true); });
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void SideBar::dragMoveEvent(QDragMoveEvent* event)
{
    const int row = indexAt(event->position().toPoint()).row();
    const bool takes = m_model.takesPictures(row);
    m_model.setDropRow(takes ? row : -1);
    event->setDropAction(Qt::CopyAction);
    event->setAccepted(takes);
}

void SideBar::dragLeaveEvent(QDragLeaveEvent*)
{
    m_model.setDropRow(-1);
    fill([&] { m_model.offerNewAlbum(false); });
}

void SideBar::dropEvent(QDropEvent* event)
{
    const int row = indexAt(event->position().toPoint()).row();
    const bool takes = m_model.takesPictures(row);
    const Source source = takes ? m_model.source(row) : Source();
    m_model.setDropRow(-1);
    fill([&] { m_model.offerNewAlbum(false); });
    event->setDropAction(Qt::CopyAction);
    event->setAccepted(takes);
    if (takes)
        Q_EMIT photosDropped(source, draggedPhotos(*event->mimeData()));
}

} // namespace vidimus::ui
