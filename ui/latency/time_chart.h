#pragma once

#include <array>
#include <vector>

#include <QList>
#include <QPointF>

#include "core/metrics/stage_history.h"
#include "ui/latency/latency_chart.h"
#include "ui/latency/latency_colors.h"

class QCategoryAxis;
class QLineSeries;
class QLogValueAxis;
class QScatterSeries;

namespace vidimus::ui {

/// Median and 95th percentile over the last minutes, of the models in use and of the others. Where nothing was measured
/// there is no line.
class TimeChart final : public LatencyChart {
    Q_OBJECT
public:
    explicit TimeChart(QWidget* parent = nullptr);

    using Points = std::vector<metrics::StageHistory::Point>;
    void show(const Points& inUse, const Points& other, metrics::StageHistory::Time now);
    /// Nothing of the last minutes is on show.
    bool isEmpty() const { return m_empty; }

protected:
    void dress() override;

private:
    struct Curve {
        LatencySeries kind;
        std::vector<QLineSeries*> lines; ///< as many as there ever were pieces; those not needed are empty
        QScatterSeries* dots;            ///< measurements that stand alone
    };

    void draw(Curve& curve, const Points& points, metrics::StageHistory::Time now);
    QLineSeries* addLine(LatencySeries kind);

    QCategoryAxis* m_time;
    QLogValueAxis* m_ms;
    std::array<Curve, 4> m_curves;
    bool m_empty = true;
};

} // namespace vidimus::ui
