#include "ui/common/confidence_dot.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/common/format.h"

namespace vidimus::ui {

Confidence confidenceLevel(float confidence)
{
    if (confidence >= 0.75f)
        return Confidence::High;
    return confidence >= 0.5f ? Confidence::Medium : Confidence::Low;
}

void paintConfidenceDot(QPainter& painter, const QRectF& area, Confidence level, const QColor& colour)
{
    constexpr qreal kLine = 1.25;
    const qreal side = std::min({area.width(), area.height(), 8.0});
    QRectF dot(0, 0, side - kLine, side - kLine);
    dot.moveCenter(area.center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, kLine));
    painter.setBrush(level == Confidence::High ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(dot);
    if (level == Confidence::Medium) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPie(dot, 90 * 16, 180 * 16);
    }
    painter.restore();
}

ConfidenceDot::ConfidenceDot(QWidget* parent) : QWidget(parent)
{
    setFixedSize(sizeHint());
}

void ConfidenceDot::setConfidence(float confidence)
{
    m_confidence = confidence;
    const QString words = tr("confidence %1").arg(format::percent(confidence));
    setToolTip(words);
    setAccessibleName(words);
    update();
}

void ConfidenceDot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintConfidenceDot(painter, rect(), confidenceLevel(m_confidence), palette().color(QPalette::WindowText));
}

} // namespace vidimus::ui
