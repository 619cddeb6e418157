#include "ui/latency/spread_chart.h"

#include <algorithm>
#include <cmath>

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QValueAxis>

#include "ui/latency/latency_colors.h"

namespace vidimus::ui {

namespace {

/// The outline of the bars, in percent of all; from the ground to the ground.
QList<QPointF> stepsOf(const SpreadChart::Bins& bins)
{
    double total = 0;
    for (const metrics::DistributionBin& bin : bins)
        total += static_cast<double>(bin.count);
    QList<QPointF> steps;
    for (const metrics::DistributionBin& bin : bins) {
        const double share = 100.0 * static_cast<double>(bin.count) / total;
        if (steps.isEmpty())
            steps << QPointF(bin.lowMs, 0);
        steps << QPointF(bin.lowMs, share) << QPointF(bin.highMs, share);
    }
    if (!steps.isEmpty())
        steps << QPointF(steps.last().x(), 0);
    return steps;
}

void replace(QLineSeries& series, const QList<QPointF>& points)
{
    if (series.points() != points)
        series.replace(points);
}

} // namespace

SpreadChart::SpreadChart(QWidget* parent)
    : LatencyChart(parent)
    , m_ms(new QLogValueAxis(this))
    , m_share(new QValueAxis(this))
    , m_inUse(new QLineSeries(this))
    , m_area(new QAreaSeries(m_inUse))
    , m_other(new QLineSeries(this))
{
    m_area->setParent(this);
    m_ms->setBase(10);
    m_ms->setLabelFormat(QStringLiteral("%g"));
    m_ms->setRange(1, 10);
    m_share->setLabelFormat(QStringLiteral("%d %"));
    m_share->setTickCount(3);
    m_share->setRange(0, 100);
    chart()->addAxis(m_ms, Qt::AlignBottom);
    chart()->addAxis(m_share, Qt::AlignLeft);
    for (QAbstractSeries* series : {static_cast<QAbstractSeries*>(m_area), static_cast<QAbstractSeries*>(m_other)}) {
        chart()->addSeries(series);
        series->attachAxis(m_ms);
        series->attachAxis(m_share);
    }
    dress();
}

void SpreadChart::show(const Bins& inUse, const Bins& other)
{
    const QList<QPointF> ours = stepsOf(inUse);
    const QList<QPointF> theirs = stepsOf(other);
    double low = 0;
    double high = 0;
    double top = 0;
    for (const QList<QPointF>* steps : {&ours, &theirs}) {
        for (const QPointF& point : *steps) {
            low = low > 0 ? std::min(low, point.x()) : point.x();
            high = std::max(high, point.x());
            top = std::max(top, point.y());
        }
    }
    if (high > 0) {
        showDecades(*m_ms, low, high);
        const double ceiling = std::min(100.0, std::ceil(top / 20.0) * 20.0); // the middle tick is a whole number
        if (std::abs(m_share->max() - ceiling) > 0.5)
            m_share->setMax(ceiling);
    }
    replace(*m_inUse, ours);
    replace(*m_other, theirs);
}

void SpreadChart::dress()
{
    LatencyChart::dress();
    m_ms->setGridLineVisible(false);
    const LatencyColors colors = latencyColors(palette());
    QPen edge(colors.inUse, 1.5);
    edge.setJoinStyle(Qt::MiterJoin);
    m_area->setPen(edge);
    QColor fill = colors.inUse;
    fill.setAlphaF(0.28f);
    m_area->setBrush(fill);
    m_other->setPen(latencyPen(colors, LatencySeries::OtherMedian));
}

} // namespace vidimus::ui
