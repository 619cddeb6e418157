#pragma once

#include <vector>

#include "core/metrics/distribution.h"
#include "ui/latency/latency_chart.h"

class QAreaSeries;
class QLineSeries;
class QLogValueAxis;
class QValueAxis;

namespace vidimus::ui {

/// How the times of a stage are spread: the share of all measurements in each step of a logarithmic scale, the models in
/// use filled, the others as an outline.
class SpreadChart final : public LatencyChart {
    Q_OBJECT
public:
    explicit SpreadChart(QWidget* parent = nullptr);

    static constexpr int kBinsPerDecade = 10;
    using Bins = std::vector<metrics::DistributionBin>;
    void show(const Bins& inUse, const Bins& other);

protected:
    void dress() override;

private:
    QLogValueAxis* m_ms;
    QValueAxis* m_share;
    QLineSeries* m_inUse; ///< the upper edge of the filled area
    QAreaSeries* m_area;
    QLineSeries* m_other;
};

} // namespace vidimus::ui
