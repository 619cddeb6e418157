#include "ui/latency/latency_colors.h"

#include <QPalette>

namespace vidimus::ui {

LatencyColors latencyColors(const QPalette& palette)
{
    // By the text: a ground may be transparent.
    const bool dark = palette.color(QPalette::WindowText).lightnessF() > 0.5f;
    return {dark ? QColor(0x4F, 0xC3, 0xB0) : QColor(0x12, 0x7A, 0x6B),
            dark ? QColor(0xE4, 0xA8, 0x4B) : QColor(0xB0, 0x6A, 0x00), palette.color(QPalette::PlaceholderText),
            palette.color(QPalette::Mid)};
}

QPen latencyPen(const LatencyColors& colors, LatencySeries series)
{
    const bool inUse = series == LatencySeries::InUseMedian || series == LatencySeries::InUseHigh;
    const bool median = series == LatencySeries::InUseMedian || series == LatencySeries::OtherMedian;
    QColor colour = inUse ? colors.inUse : colors.other;
    if (!median)
        colour.setAlphaF(0.75f);
    QPen pen(colour, median ? 2.0 : 1.2, inUse ? Qt::SolidLine : Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin);
    if (!inUse)
        pen.setDashPattern({3.0, 2.0});
    return pen;
}

} // namespace vidimus::ui
