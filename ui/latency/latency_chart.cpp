#include "ui/latency/latency_chart.h"

#include <algorithm>
#include <cmath>

#include <QAbstractAxis>
#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLogValueAxis>

#include "ui/common/format.h"
#include "ui/latency/latency_colors.h"

namespace vidimus::ui {

LatencyChart::LatencyChart(QWidget* parent) : QChartView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setRubberBand(QChartView::NoRubberBand);
    setFocusPolicy(Qt::NoFocus); // nothing in it to operate: the table says it all to the keyboard
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setBackgroundBrush(Qt::NoBrush);
    setMinimumSize(150, 64);
    chart()->setBackgroundVisible(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setMargins({0, 0, 14, 0}); // half of the last label
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->hide();
}

void LatencyChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        dress();
}

void LatencyChart::dress()
{
    const auto axes = chart()->axes();
    for (QAbstractAxis* axis : axes)
        dressAxis(*axis);
}

void LatencyChart::dressAxis(QAbstractAxis& axis) const
{
    const LatencyColors colors = latencyColors(palette());
    axis.setLabelsFont(format::tabular(format::captionSize(font())));
    axis.setLabelsColor(colors.text);
    axis.setGridLinePen(QPen(colors.grid, 1));
    axis.setLinePen(QPen(colors.grid, 1));
}

void LatencyChart::showDecades(QLogValueAxis& axis, double lowMs, double highMs)
{
    // A little inwards, so that an edge of a bar on a power of ten does not ask for another one.
    const double low = std::pow(10.0, std::floor(std::log10(std::max(lowMs, 0.001)) + 1e-6));
    const double high = std::max(low * 10, std::pow(10.0, std::ceil(std::log10(std::max(highMs, 0.001)) - 1e-6)));
    constexpr double kEveryPower = 1e4;
    const double base = high / low > kEveryPower * 1.01 && axis.orientation() == Qt::Horizontal ? 100 : 10;
    if (base != axis.base()) // more labels than find room
        axis.setBase(base);
    if (std::abs(axis.min() - low) > low * 1e-6 || std::abs(axis.max() - high) > high * 1e-6)
        axis.setRange(low, high);
}

} // namespace vidimus::ui
