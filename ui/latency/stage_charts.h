#pragma once

#include <QWidget>

#include "core/services/services.h"
#include "ui/latency/latency_feed.h"
#include "ui/latency/latency_stages.h"

class QBoxLayout;
class QLabel;
class QStackedWidget;

namespace vidimus::ui {

class ChartLegend;
class ElidedLabel;
class SpreadChart;
class TimeChart;

/// The two charts of one stage with their headings: side by side, one above the other in a narrow window, and the spread
/// left out in one that is low as well.
class StageCharts final : public QWidget {
    Q_OBJECT
public:
    StageCharts(services::EngineStatus inUse, Origin otherOrigin, QWidget* parent = nullptr);

    void show(const LatencyStage& stage, const LatencyFeed& feed);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showLegend(const LatencyStage& stage, bool inUse, bool other);
    QString summary(const LatencyStage& stage, const LatencyFeed& feed) const;

    const services::EngineStatus m_engine;
    const Origin m_otherOrigin;
    QBoxLayout* m_sides;
    QWidget* m_right; ///< the spread with its heading
    QLabel* m_stage;
    ElidedLabel* m_timeTitle;
    ElidedLabel* m_spreadTitle;
    ChartLegend* m_legend;
    TimeChart* m_time;
    SpreadChart* m_spread;
    QLabel* m_quiet; ///< over the time chart, when it is empty
};

} // namespace vidimus::ui
