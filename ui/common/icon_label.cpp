#include "ui/common/icon_label.h"

#include <QPainter>

#include "ui/common/icons.h"

namespace vidimus::ui {

IconLabel::IconLabel(const QString& iconName, QWidget* parent) : QWidget(parent), m_icon(icon(iconName))
{
    setFixedSize(sizeHint());
}

void IconLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    m_icon.paint(&painter, rect());
}

} // namespace vidimus::ui
