#pragma once

#include <QChartView>

class QAbstractAxis;
class QLogValueAxis;

namespace vidimus::ui {

/// What both charts share: no frame, no animation, no legend of its own, the palette's colours, and an axis of
/// milliseconds in powers of ten.
class LatencyChart : public QChartView {
    Q_OBJECT
public:
    explicit LatencyChart(QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

    /// Colours and fonts of axes and series; again after every change of the palette.
    virtual void dress();
    void dressAxis(QAbstractAxis& axis) const;
    /// From the power of ten below to the one above; leaves the axis alone where that changes nothing.
    static void showDecades(QLogValueAxis& axis, double lowMs, double highMs);
};

} // namespace vidimus::ui
