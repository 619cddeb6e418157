#include "ui/shell/side_bar.h"

#include <QPainter>
#include <QStyledItemDelegate>

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

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QString label = index.data().toString();
        QRect room = option.rect.adjusted(kPadding, 0, -kPadding, 0);
        if (index.data(SideBarModel::HeadingRole).toBool()) {
            painter->setFont(format::captionSize(option.font));
            painter->setPen(option.palette.color(QPalette::PlaceholderText));
            painter->drawText(room.adjusted(0, 0, 0, -6), Qt::AlignLeft | Qt::AlignBottom, label);
            return;
        }
        paintRowBackground(*painter, option);
        const QIcon icon = qvariant_cast<QIcon>(index.data(Qt::DecorationRole));
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        icon.paint(painter, QRect(room.left(), room.center().y() - kIcon / 2 + 1, kIcon, kIcon), Qt::AlignCenter,
                   selected ? QIcon::Active : QIcon::Normal);
        room.setLeft(room.left() + kIcon + kPadding);

        const QString count = index.data(SideBarModel::CountRole).toString();
        const QFont figures = format::tabular(option.font);
        const int countWidth = count.isEmpty() ? 0 : QFontMetrics(figures).horizontalAdvance(count) + kPadding;
        painter->setFont(figures);
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, count);
        room.setRight(room.right() - countWidth);
        painter->setFont(option.font);
        painter->setPen(option.palette.color(QPalette::WindowText));
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
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
    choose({});
}

void SideBar::setCounts(std::int64_t all)
{
    m_model.setCounts(all);
}

void SideBar::setFolders(const std::vector<storage::FolderCount>& folders)
{
    m_filling = true; // a reset loses the current row, not the choice
    m_model.setFolders(folders);
    setCurrentIndex(m_model.index(m_model.rowOf(m_source)));
    m_filling = false;
}

void SideBar::choose(const Source& source)
{
    setCurrentIndex(m_model.index(m_model.rowOf(source)));
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

} // namespace vidimus::ui
