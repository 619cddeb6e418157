#include "ui/loupe/stage_colours.h"

#include <QPalette>
#include <QWidget>

namespace vidimus::ui {

void dressForStage(QWidget& widget, bool black)
{
    if (!black) {
        widget.setPalette(QPalette());
        return;
    }
    QPalette palette;
    palette.setColor(QPalette::Window, Qt::black);
    palette.setColor(QPalette::Mid, QColor(0x24, 0x25, 0x28));
    palette.setColor(QPalette::WindowText, QColor(0xEC, 0xEC, 0xEA));
    palette.setColor(QPalette::PlaceholderText, QColor(0xB0, 0xB0, 0xAC));
    widget.setPalette(palette);
}

} // namespace vidimus::ui
