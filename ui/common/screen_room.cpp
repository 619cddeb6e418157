#include "ui/common/screen_room.h"

#include <QScreen>
#include <QWidget>

namespace vidimus::ui {

namespace {

constexpr QSize kFrame(16, 40); ///< about

} // namespace

QSize screenRoom(const QWidget& window)
{
    return window.screen()->availableSize() - kFrame;
}

} // namespace vidimus::ui
