#include "ui/shell/undo_keys.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace vidimus::ui {

bool UndoKeys::eventFilter(QObject* watched, QEvent* event)
{
    const auto* field = qobject_cast<QLineEdit*>(watched);
    if (field == nullptr || event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool nothing = (key->matches(QKeySequence::Undo) && !field->isUndoAvailable()) ||
                         (key->matches(QKeySequence::Redo) && !field->isRedoAvailable());
    if (!nothing)
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

} // namespace vidimus::ui
