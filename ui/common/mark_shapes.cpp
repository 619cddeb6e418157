#include "ui/common/mark_shapes.h"

#include <cmath>
#include <numbers>

namespace vidimus::ui {

namespace {

/// All drawn in a unit square.
QPainterPath star()
{
    constexpr int kPoints = 10;
    constexpr double kInner = 0.21;
    constexpr double kOuter = 0.5;
    QPainterPath path;
    for (int i = 0; i < kPoints; ++i) {
        const double angle = -std::numbers::pi / 2 + i * 2 * std::numbers::pi / kPoints;
        const double radius = i % 2 == 0 ? kOuter : kInner;
        const QPointF point(0.5 + radius * std::cos(angle), 0.53 + radius * std::sin(angle));
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

QPainterPath heart()
{
    QPainterPath path(QPointF(0.5, 0.92));
    path.cubicTo(0.12, 0.66, 0.0, 0.48, 0.04, 0.3);
    path.cubicTo(0.08, 0.08, 0.38, 0.04, 0.5, 0.27);
    path.cubicTo(0.62, 0.04, 0.92, 0.08, 0.96, 0.3);
    path.cubicTo(1.0, 0.48, 0.88, 0.66, 0.5, 0.92);
    path.closeSubpath();
    return path;
}

QPainterPath flag()
{
    QPainterPath path(QPointF(0.16, 0.96));
    path.lineTo(0.16, 0.08);
    path.lineTo(0.9, 0.08);
    path.lineTo(0.7, 0.34);
    path.lineTo(0.9, 0.6);
    path.lineTo(0.24, 0.6);
    path.lineTo(0.24, 0.96);
    path.closeSubpath();
    return path;
}

QPainterPath cross()
{
    QPainterPath path(QPointF(0.18, 0.18));
    path.lineTo(0.82, 0.82);
    path.moveTo(0.82, 0.18);
    path.lineTo(0.18, 0.82);
    return path;
}

QPainterPath unitPath(MarkShape shape)
{
    switch (shape) {
    case MarkShape::Star:
        return star();
    case MarkShape::Heart:
        return heart();
    case MarkShape::Flag:
        return flag();
    case MarkShape::Cross:
        break;
    }
    return cross();
}

} // namespace

QPainterPath markPath(MarkShape shape, const QRectF& area)
{
    return QTransform::fromTranslate(area.x(), area.y()).scale(area.width(), area.height()).map(unitPath(shape));
}

} // namespace vidimus::ui
