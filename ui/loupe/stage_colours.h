#pragma once

class QWidget;

namespace vidimus::ui {

/// Black with light words around a picture in full screen, in either theme; or as the theme has it.
void dressForStage(QWidget& widget, bool black);

} // namespace vidimus::ui
