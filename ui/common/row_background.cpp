#include "ui/common/row_background.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace vidimus::ui {

void paintRowBackground(QPainter& painter, const QStyleOptionViewItem& option)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    if (!selected && !hovered && !focused)
        return;
    QColor wash = option.palette.color(selected ? QPalette::Highlight : QPalette::WindowText);
    wash.setAlphaF(selected ? 0.16f : 0.06f);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(selected || hovered ? QBrush(wash) : QBrush(Qt::NoBrush));
    painter.setPen(focused ? QPen(option.palette.color(QPalette::Highlight), 1) : QPen(Qt::NoPen));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.restore();
}

} // namespace vidimus::ui
