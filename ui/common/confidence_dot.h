#pragma once

#include <QWidget>

namespace vidimus::ui {

/// How sure a model is, told by shape and not by colour alone.
enum class Confidence { Low, Medium, High };

/// High from 0.75, medium from 0.5.
Confidence confidenceLevel(float confidence);

/// Filled, half or hollow in the painter's pen colour, centred in `area`.
void paintConfidenceDot(QPainter& painter, const QRectF& area, Confidence level, const QColor& colour);

/// The dot as a widget, with the number on hover.
class ConfidenceDot final : public QWidget {
    Q_OBJECT
public:
    explicit ConfidenceDot(QWidget* parent = nullptr);
    void setConfidence(float confidence);

    QSize sizeHint() const override { return {8, 12}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    float m_confidence = 0.f;
};

} // namespace vidimus::ui
