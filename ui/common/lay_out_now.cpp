#include "ui/common/lay_out_now.h"

#include <vector>

#include <QCoreApplication>
#include <QEvent>
#include <QLayout>
#include <QScrollArea>

namespace vidimus::ui {

void layOutNow(QWidget& changed)
{
    std::vector<QWidget*> laidOut; // from the inside
    for (QWidget* widget = &changed; widget != nullptr; widget = widget->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(widget)) {
            QEvent request(QEvent::LayoutRequest);
            QCoreApplication::sendEvent(area, &request); // gives what it holds its new height
            break;
        }
        if (widget->layout() != nullptr) {
            widget->layout()->invalidate();
            laidOut.push_back(widget);
        }
    }
    for (auto widget = laidOut.rbegin(); widget != laidOut.rend(); ++widget)
        (*widget)->layout()->activate();
}

} // namespace vidimus::ui
