#pragma once

#include <QSize>

class QWidget;

namespace vidimus::ui {

/// The most that a window may take of its screen, with room for the system's frame around it.
QSize screenRoom(const QWidget& window);

} // namespace vidimus::ui
