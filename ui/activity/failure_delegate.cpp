#include "ui/activity/failure_delegate.h"

#include <QPainter>

#include "ui/activity/failure_model.h"
#include "ui/common/row_background.h"

namespace vidimus::ui {

namespace {

constexpr int kMargin = 8;
constexpr int kLineGap = 2;

} // namespace

void FailureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    paintRowBackground(*painter, option);
    const QRect room = option.rect.adjusted(kMargin + 4, kMargin, -kMargin - 4, -kMargin);
    const QFontMetrics metrics(option.font);
    const QRect first(room.left(), room.top(), room.width(), metrics.height());
    const QRect second = first.translated(0, metrics.height() + kLineGap);

    const QString name = metrics.elidedText(index.data().toString(), Qt::ElideMiddle, first.width() * 2 / 3);
    painter->setFont(option.font);
    painter->setPen(option.palette.color(QPalette::Text));
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter, name);
    painter->drawText(
        second, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(index.data(FailureModel::ReasonRole).toString(), Qt::ElideRight, second.width()));
    painter->setPen(option.palette.color(QPalette::PlaceholderText));
    const int taken = metrics.horizontalAdvance(name) + 12;
    painter->drawText(
        first.adjusted(taken, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(index.data(FailureModel::FolderRole).toString(), Qt::ElideMiddle, first.width() - taken));
}

QSize FailureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {200, 2 * QFontMetrics(option.font).height() + kLineGap + 2 * kMargin};
}

} // namespace vidimus::ui
