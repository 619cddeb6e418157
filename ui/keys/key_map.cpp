#include "ui/keys/key_map.h"

#include <algorithm>

#include <QAction>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QWidget>

namespace vidimus::ui {

namespace {

QString settingOf(Command command)
{
    return QStringLiteral("keys/") + QLatin1String(infoOf(command).id);
}

/// As one event may be read: "+" and "?" need Shift on many keyboards, and digits on some.
QList<QKeySequence> readings(const QKeyEvent& event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    QList<QKeySequence> all{QKeySequence(QKeyCombination(modifiers, Qt::Key(event.key())))};
    const QString text = event.text();
    const bool sign = text.size() == 1 && text.front().isPrint() && !text.front().isLetter() && !text.front().isSpace();
    if (sign && (modifiers & Qt::ShiftModifier) != 0)
        all << QKeySequence(QKeyCombination(modifiers & ~Qt::ShiftModifier, Qt::Key(event.key())));
    return all;
}

} // namespace

KeyMap::KeyMap(QSettings& settings, QObject* parent) : QObject(parent), m_settings(settings)
{
    load();
}

QString KeyMap::name(Command command)
{
    return QCoreApplication::translate("vidimus::ui::KeyMap", infoOf(command).name);
}

QString KeyMap::groupName(CommandGroup group)
{
    switch (group) {
    case CommandGroup::Library:
        return tr("Find and add");
    case CommandGroup::View:
        return tr("The window");
    case CommandGroup::Look:
        return tr("Look");
    case CommandGroup::Slides:
        return tr("In a slide show");
    case CommandGroup::Mark:
        return tr("Mark the chosen pictures");
    case CommandGroup::Words:
        return tr("Words and albums");
    case CommandGroup::Pictures:
        return tr("With the chosen pictures");
    }
    return {};
}

void KeyMap::load()
{
    for (const CommandInfo& info : allCommands()) {
        QList<QKeySequence> keys = info.keys;
        if (const QVariant kept = m_settings.value(settingOf(info.command)); kept.isValid()) {
            keys.clear();
            for (const QString& text : kept.toStringList()) {
                const QKeySequence key = QKeySequence::fromString(text, QKeySequence::PortableText);
                if (key.count() == 1 && key[0].key() != Qt::Key_unknown) {
                    keys << key;
                } else if (!text.isEmpty()) {
                    keys = info.keys; // damaged
                    break;
                }
            }
        }
        m_keys.push_back(keys);
    }
    // What a person chose goes before a default that came later: a key of two commands would be nobody's.
    for (const CommandInfo& info : allCommands()) {
        if (isDefault(info.command))
            continue;
        for (const QKeySequence& key : keys(info.command)) {
            for (const Command other : holders(info.command, key))
                m_keys[static_cast<std::size_t>(other)].removeAll(key);
        }
    }
}

void KeyMap::store(Command command)
{
    if (isDefault(command)) {
        m_settings.remove(settingOf(command));
        return;
    }
    QStringList texts;
    for (const QKeySequence& key : keys(command))
        texts << key.toString(QKeySequence::PortableText);
    if (texts.isEmpty())
        texts << QString(); // an empty list reads as nothing kept
    m_settings.setValue(settingOf(command), texts);
}

QString KeyMap::textOf(const QKeySequence& key)
{
    // The large key is called Enter as well, and says so on most keyboards.
    const bool large = key.count() == 1 && key[0].key() == Qt::Key_Return;
    const QKeySequence named = large ? QKeySequence(QKeyCombination(key[0].keyboardModifiers(), Qt::Key_Enter)) : key;
    const QString text = named.toString(QKeySequence::NativeText);
    if (!QGuiApplication::isRightToLeft())
        return text;
    // "Ctrl++" is read from the left wherever it stands.
    constexpr QChar kIsolateLeftToRight(0x2066);
    constexpr QChar kEndOfIsolate(0x2069);
    return kIsolateLeftToRight + text + kEndOfIsolate;
}

QString KeyMap::keyText(Command command) const
{
    return keys(command).isEmpty() ? QString() : textOf(keys(command).first());
}

QString KeyMap::allKeysText(Command command) const
{
    QStringList texts;
    for (const QKeySequence& key : keys(command)) {
        // The Enter of the number pad goes without saying.
        const bool pad = key[0].key() == Qt::Key_Enter;
        if (!pad || !keys(command).contains(QKeySequence(QKeyCombination(key[0].keyboardModifiers(), Qt::Key_Return))))
            texts << textOf(key);
    }
    return texts.join(QLatin1String(", "));
}

QString KeyMap::withKey(const QString& text, Command command) const
{
    const QString key = keyText(command);
    return key.isEmpty() ? text : tr("%1 (%2)").arg(text, key);
}

QString KeyMap::menuText(const QString& text, Command command) const
{
    const QString key = keyText(command);
    return key.isEmpty() ? text : text + QLatin1Char('\t') + key;
}

std::optional<Command> KeyMap::at(const QKeyEvent& event, Place place) const
{
    const QList<QKeySequence> all = readings(event);
    for (const QKeySequence& reading : all) {
        for (const CommandInfo& info : allCommands()) {
            if (!info.inWindow && (info.places & place) != 0 && keys(info.command).contains(reading))
                return info.command;
        }
    }
    return std::nullopt;
}

std::vector<Command> KeyMap::holders(Command command, const QKeySequence& key) const
{
    std::vector<Command> found;
    for (const CommandInfo& info : allCommands()) {
        if (info.command != command && (info.places & infoOf(command).places) != 0 && keys(info.command).contains(key))
            found.push_back(info.command);
    }
    return found;
}

QKeySequence KeyMap::pressed(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_unknown:
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_CapsLock:
    case Qt::Key_NumLock:
        return {};
    default:
        return readings(event).last(); // without the Shift that only makes the sign
    }
}

QString KeyMap::refusal(Command command, const QKeySequence& key)
{
    const bool bare = (key[0].keyboardModifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
    switch (key[0].key()) {
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return bare ? tr("Tab goes from one part of the window to the next.") : QString();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Backspace:
        return bare && infoOf(command).inWindow ? tr("Everything in the window needs this key for itself.") : QString();
    default:
        return {};
    }
}

void KeyMap::setKeys(Command command, const QList<QKeySequence>& keys)
{
    if (keys == this->keys(command))
        return;
    for (const QKeySequence& key : keys) {
        for (const Command other : holders(command, key)) {
            m_keys[static_cast<std::size_t>(other)].removeAll(key);
            store(other);
        }
    }
    m_keys[static_cast<std::size_t>(command)] = keys;
    store(command);
    Q_EMIT changed();
}

void KeyMap::resetAll()
{
    for (const CommandInfo& info : allCommands()) {
        m_keys[static_cast<std::size_t>(info.command)] = info.keys;
        store(info.command);
    }
    Q_EMIT changed();
}

void KeyMap::bind(QAction& action, Command command)
{
    action.setShortcuts(keys(command));
    connect(this, &KeyMap::changed, &action, [this, &action, command] { action.setShortcuts(keys(command)); });
}

void KeyMap::explain(QWidget& widget, const QString& text, Command command) const
{
    const auto tell = [this, &widget, text, command] { widget.setToolTip(withKey(text, command)); };
    tell();
    connect(this, &KeyMap::changed, &widget, tell);
}

} // namespace vidimus::ui
