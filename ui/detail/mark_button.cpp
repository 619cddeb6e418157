#include "ui/detail/mark_button.h"

#include <QPainter>

namespace vidimus::ui {

MarkButton::MarkButton(MarkShape shape, const QString& name, QWidget* parent) : QAbstractButton(parent), m_shape(shape)
{
    setCheckable(true);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
}

void MarkButton::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void MarkButton::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void MarkButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus() || underMouse()) {
        QColor wash = palette().color(QPalette::WindowText);
        wash.setAlphaF(0.06f);
        painter.setBrush(underMouse() ? QBrush(wash) : QBrush(Qt::NoBrush));
        painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight)) : QPen(Qt::NoPen));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const QColor colour = palette().color(isChecked() ? QPalette::WindowText : QPalette::PlaceholderText);
    QRectF area(0, 0, 14, 14);
    area.moveCenter(QRectF(rect()).center());
    const bool fills = isChecked() && m_shape != MarkShape::Cross;
    painter.setBrush(fills ? QBrush(colour) : QBrush(Qt::NoBrush));
    const qreal width = isChecked() && m_shape == MarkShape::Cross ? 2.4 : 1.2;
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(markPath(m_shape, area));
}

} // namespace vidimus::ui
