#pragma once

#include <vector>

#include <QWidget>

#include "ui/keys/command.h"

namespace vidimus::ui {

class KeyMap;

/// What stands on the cheat sheet: groups of commands with their keys, whole groups in columns of about one height.
class CheatSheetPage final : public QWidget {
    Q_OBJECT
public:
    explicit CheatSheetPage(const KeyMap& keys, QWidget* parent = nullptr);

    /// In as many columns as nothing is cut in; in more where that saves scrolling.
    int heightFor(QSize room) const;
    /// What it is laid out for.
    void setRoom(QSize room);
    /// The same in words, a line for each.
    QString spoken() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Group {
        QString name;
        std::vector<Command> commands;
    };
    struct Column {
        std::vector<int> groups;
        int height = 0;
    };

    std::vector<Group> groups() const;
    int lineHeight() const;
    int heightOf(const Group& group) const;
    int widestLine(const std::vector<Group>& groups) const;
    std::vector<Column> columns(const std::vector<Group>& groups, QSize room) const;
    std::vector<Column> columns(const std::vector<Group>& groups, int count) const;
    int headHeight() const;
    QFont titleFont() const;

    const KeyMap& m_keys;
    QSize m_room;
};

} // namespace vidimus::ui
