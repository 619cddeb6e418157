#include "ui/latency/time_chart.h"

#include <algorithm>
#include <chrono>

#include <QCategoryAxis>
#include <QChart>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QScatterSeries>

#include "ui/latency/latency_feed.h"

namespace vidimus::ui {

namespace {

using Time = metrics::StageHistory::Time;

constexpr int kMinutes = LatencyFeed::kKeptIntervals * LatencyFeed::kIntervalMs / 60'000;
/// Measurements nearer to each other than this belong to one line: a batch of a slow model takes its time.
constexpr double kTogetherSeconds = 20;

bool isMedian(LatencySeries kind)
{
    return kind == LatencySeries::InUseMedian || kind == LatencySeries::OtherMedian;
}

double secondsBefore(Time time, Time now)
{
    return -std::chrono::duration<double>(now - time).count();
}

} // namespace

TimeChart::TimeChart(QWidget* parent)
    : LatencyChart(parent)
    , m_time(new QCategoryAxis(this))
    , m_ms(new QLogValueAxis(this))
    , m_curves{{{LatencySeries::InUseMedian, {}, nullptr},
                {LatencySeries::InUseHigh, {}, nullptr},
                {LatencySeries::OtherMedian, {}, nullptr},
                {LatencySeries::OtherHigh, {}, nullptr}}}
{
    m_time->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_time->setStartValue(-60.0 * kMinutes);
    for (int minute = kMinutes - 1; minute > 0; minute -= 2)
        m_time->append(tr("−%1 min").arg(minute), -60.0 * minute);
    m_time->append(tr("now"), 0);
    m_time->setRange(-60.0 * kMinutes, 0);
    m_ms->setBase(10);
    m_ms->setLabelFormat(QStringLiteral("%g"));
    m_ms->setRange(1, 10);
    chart()->addAxis(m_time, Qt::AlignBottom);
    chart()->addAxis(m_ms, Qt::AlignLeft);
    for (Curve& curve : m_curves) {
        curve.dots = new QScatterSeries(this);
        curve.dots->setMarkerSize(isMedian(curve.kind) ? 5 : 4);
        chart()->addSeries(curve.dots);
        curve.dots->attachAxis(m_time);
        curve.dots->attachAxis(m_ms);
    }
    dress();
}

QLineSeries* TimeChart::addLine(LatencySeries kind)
{
    auto* line = new QLineSeries(this);
    chart()->addSeries(line);
    line->setPen(latencyPen(latencyColors(palette()), kind));
    line->attachAxis(m_time);
    line->attachAxis(m_ms);
    return line;
}

void TimeChart::show(const Points& inUse, const Points& other, Time now)
{
    double low = 0;
    double high = 0;
    for (const Points* points : {&inUse, &other}) {
        for (const metrics::StageHistory::Point& point : *points) {
            low = low > 0 ? std::min(low, point.p50Ms) : point.p50Ms;
            high = std::max(high, point.p95Ms);
        }
    }
    const bool empty = inUse.empty() && other.empty();
    if (empty && m_empty)
        return;
    m_empty = empty;
    if (!empty)
        showDecades(*m_ms, low, high);
    for (Curve& curve : m_curves) {
        const bool ours = curve.kind == LatencySeries::InUseMedian || curve.kind == LatencySeries::InUseHigh;
        draw(curve, ours ? inUse : other, now);
    }
}

void TimeChart::draw(Curve& curve, const Points& points, Time now)
{
    std::vector<QList<QPointF>> pieces;
    for (const metrics::StageHistory::Point& point : points) {
        const double ms = isMedian(curve.kind) ? point.p50Ms : point.p95Ms;
        const QPointF at(secondsBefore(point.to, now), std::max(ms, 0.001));
        const bool joins = !pieces.empty() && at.x() - pieces.back().last().x() < kTogetherSeconds;
        if (!joins)
            pieces.emplace_back();
        pieces.back() << at;
    }
    QList<QPointF> alone;
    std::size_t used = 0;
    for (const QList<QPointF>& piece : pieces) {
        if (piece.size() == 1) {
            alone << piece.first();
            continue;
        }
        if (used == curve.lines.size())
            curve.lines.push_back(addLine(curve.kind));
        curve.lines[used++]->replace(piece);
    }
    for (; used < curve.lines.size(); ++used) {
        if (curve.lines[used]->count() > 0)
            curve.lines[used]->clear();
    }
    if (!alone.isEmpty() || curve.dots->count() > 0)
        curve.dots->replace(alone);
}

void TimeChart::dress()
{
    LatencyChart::dress();
    m_time->setGridLineVisible(false);
    const LatencyColors colors = latencyColors(palette());
    for (const Curve& curve : m_curves) {
        const QPen pen = latencyPen(colors, curve.kind);
        curve.dots->setColor(pen.color());
        curve.dots->setBorderColor(Qt::transparent);
        for (QLineSeries* line : curve.lines)
            line->setPen(pen);
    }
}

} // namespace vidimus::ui
