#include "ui/keys/key_catcher.h"

#include <QKeyEvent>

#include "ui/keys/key_map.h"

namespace vidimus::ui {

KeyCatcher::KeyCatcher(QWidget* parent) : QLabel(parent)
{
    setObjectName(QStringLiteral("keyCatcher"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

void KeyCatcher::begin(const QString& prompt)
{
    m_waiting = true;
    setText(prompt);
    setAccessibleName(prompt);
    setFocusPolicy(Qt::StrongFocus);
    setFocus(Qt::OtherFocusReason);
}

void KeyCatcher::end()
{
    m_waiting = false;
    setFocusPolicy(Qt::NoFocus);
}

bool KeyCatcher::event(QEvent* event)
{
    if (!m_waiting)
        return QLabel::event(event);
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        event->accept();
        return true;
    case QEvent::KeyPress: { // before the focus moves on with Tab
        const auto& key = static_cast<const QKeyEvent&>(*event);
        if (key.key() == Qt::Key_Escape) {
            end();
            Q_EMIT givenUp();
        } else if (const QKeySequence pressed = KeyMap::pressed(key); !pressed.isEmpty()) {
            end();
            Q_EMIT caught(pressed);
        }
        return true;
    }
    case QEvent::FocusOut:
        end();
        Q_EMIT givenUp();
        break;
    default:
        break;
    }
    return QLabel::event(event);
}

} // namespace vidimus::ui
