#pragma once

#include <QColor>
#include <QPen>

class QPalette;

namespace vidimus::ui {

/// What the charts are drawn in. Colour and form both tell the series apart: the models in use are full lines and filled
/// shapes, the others broken lines and empty ones; a 95th percentile is thinner than a median.
struct LatencyColors {
    QColor inUse;
    QColor other;
    QColor text;
    QColor grid;
};

/// At least 3 : 1 against the surface, light or dark.
LatencyColors latencyColors(const QPalette& palette);

enum class LatencySeries { InUseMedian, InUseHigh, OtherMedian, OtherHigh };

QPen latencyPen(const LatencyColors& colors, LatencySeries series);

} // namespace vidimus::ui
