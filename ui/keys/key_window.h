#pragma once

#include <optional>

#include <QDialog>
#include <QKeySequence>
#include <QList>

#include "ui/keys/command.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace vidimus::ui {

class KeyCatcher;
class KeyMap;

/// All commands with their keys, to be looked through and changed. What a new key would take from another command is said
/// before it does.
class KeyWindow final : public QDialog {
    Q_OBJECT
public:
    KeyWindow(KeyMap& keys, QWidget* parent = nullptr);

    void open() override;
    void choose(Command command);
    std::optional<Command> chosen() const;

    /// The next keys pressed are the command's, instead of those it has or beside them.
    void change(bool beside);
    QString notice() const;

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildParts();
    void fill();
    void refresh();
    void filter(const QString& text);
    void take(const QKeySequence& key);
    /// Gives the chosen command these, once it is clear what becomes of who has them.
    void propose(const QList<QKeySequence>& keys);
    void settle(bool takeOver);
    void say(const QString& text);
    QTreeWidgetItem* itemOf(Command command) const;

    KeyMap& m_keys;
    QLineEdit* m_filter;
    QTreeWidget* m_list;
    KeyCatcher* m_catcher;
    QPushButton* m_takeOver;
    QPushButton* m_leave;
    QPushButton* m_change;
    QPushButton* m_add;
    QPushButton* m_clear;
    QPushButton* m_reset;
    QPushButton* m_resetAll;
    bool m_beside = false;
    std::optional<QList<QKeySequence>> m_pending; ///< wait for whether they are to be taken over
};

} // namespace vidimus::ui
