#pragma once

#include <QAbstractButton>

#include "ui/common/mark_shapes.h"

namespace vidimus::ui {

/// A star, heart, flag or cross: an outline, filled when it is set.
class MarkButton final : public QAbstractButton {
    Q_OBJECT
public:
    MarkButton(MarkShape shape, const QString& name, QWidget* parent);

    QSize sizeHint() const override { return {24, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    const MarkShape m_shape;
};

} // namespace vidimus::ui
