#pragma once

#include <QIcon>
#include <QWidget>

namespace vidimus::ui {

/// An icon that only shows. Painted anew each time, so that it follows the theme (a label's pixmap would not).
class IconLabel final : public QWidget {
    Q_OBJECT
public:
    explicit IconLabel(const QString& iconName, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {20, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QIcon m_icon;
};

} // namespace vidimus::ui
