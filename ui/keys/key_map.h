#pragma once

#include <array>
#include <optional>
#include <vector>

#include <QKeyEvent>
#include <QObject>
#include <QSettings>

#include "ui/keys/command.h"

class QAction;
class QWidget;

namespace vidimus::ui {

/// Which keys do what: the one place that shortcuts, menus, tool tips and the cheat sheet are made from. What a person
/// changed is kept under "keys/" in the settings; what is damaged there reads as the default. GUI thread.
class KeyMap final : public QObject {
    Q_OBJECT
public:
    explicit KeyMap(QSettings& settings, QObject* parent = nullptr);

    static QString name(Command command);
    static QString groupName(CommandGroup group);

    const QList<QKeySequence>& keys(Command command) const { return m_keys[static_cast<std::size_t>(command)]; }
    bool isDefault(Command command) const { return keys(command) == infoOf(command).keys; }
    /// As people know it: "F2", "Enter".
    static QString textOf(const QKeySequence& key);
    /// "F2"; empty without a key.
    QString keyText(Command command) const;
    /// "F1, ?"
    QString allKeysText(Command command) const;
    /// "Edit caption (F2)"
    QString withKey(const QString& text, Command command) const;
    /// For a menu, which puts the key into its own column.
    QString menuText(const QString& text, Command command) const;
    QString menuText(Command command) const { return menuText(name(command), command); }

    /// What the key does in this place, among those that are no shortcut of the window.
    std::optional<Command> at(const QKeyEvent& event, Place place) const;
    /// Who has this key where `command` would want it.
    std::vector<Command> holders(Command command, const QKeySequence& key) const;

    /// What was pressed, as it is kept; empty while it is nothing but Shift and the like.
    static QKeySequence pressed(const QKeyEvent& event);
    /// Why the command cannot have this key; empty when it can.
    static QString refusal(Command command, const QKeySequence& key);

    /// Takes the keys from whoever holds them.
    void setKeys(Command command, const QList<QKeySequence>& keys);
    void resetAll();

    /// The action has this command's keys, now and after every change.
    void bind(QAction& action, Command command);
    /// The widget's tool tip is the text with this command's key, now and after every change.
    void explain(QWidget& widget, const QString& text, Command command) const;

Q_SIGNALS:
    void changed();

private:
    void load();
    void store(Command command);

    QSettings& m_settings;
    std::vector<QList<QKeySequence>> m_keys; ///< by the number of the command
};

} // namespace vidimus::ui
