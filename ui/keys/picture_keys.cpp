#include "ui/keys/picture_keys.h"

#include <QKeyEvent>
#include <QWidget>

#include "ui/keys/key_map.h"

namespace vidimus::ui {

PictureKeys::PictureKeys(const KeyMap& keys, QObject* parent) : QObject(parent), m_keys(keys) {}

bool PictureKeys::writes(const QKeyEvent& event)
{
    const bool plain = (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    const QString text = event.text();
    return plain && !text.isEmpty() && text.front().isPrint() && !text.front().isSpace();
}

bool PictureKeys::isArrow(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        return (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
    default:
        return false;
    }
}

void PictureKeys::watch(QWidget* widget, Place place, Keeps keeps)
{
    m_watched[widget] = {place, std::move(keeps)};
    widget->installEventFilter(this);
    connect(widget, &QObject::destroyed, this, [this](QObject* gone) { m_watched.erase(gone); });
}

bool PictureKeys::eventFilter(QObject* watched, QEvent* event)
{
    const auto found = m_watched.find(watched);
    if (event->type() != QEvent::KeyPress || found == m_watched.end())
        return QObject::eventFilter(watched, event);
    const auto& key = static_cast<const QKeyEvent&>(*event);
    const std::optional<Command> command = m_keys.at(key, found->second.place);
    if (!command || (found->second.keeps && found->second.keeps(key)))
        return QObject::eventFilter(watched, event);
    Q_EMIT asked(*command);
    return true;
}

} // namespace vidimus::ui
