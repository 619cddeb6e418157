#pragma once

#include <QIcon>
#include <QSize>
#include <QString>

class QAction;
class QToolButton;
class QWidget;

namespace vidimus::ui {

/// One of resources/icons by its name, drawn in the palette's text colour at the moment of painting, so that it follows
/// a change of theme by itself.
QIcon icon(const QString& name);

/// Of an icon with a text beside it.
inline constexpr QSize kIconBesideText{24, 18};

/// A flat button with an icon, the action's text as accessible name and a tooltip that names the shortcut.
QToolButton* iconButton(QAction* action, QWidget* parent);

/// "Pause (Ctrl+P)"
QString toolTipWithShortcut(const QAction& action);

} // namespace vidimus::ui
