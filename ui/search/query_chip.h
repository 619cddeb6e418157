#pragma once

#include <QFrame>
#include <QIcon>
#include <QPixmap>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace vidimus::ui {

/// One thing a search asks for beside words, inside the search bar: a filter, or a picture. It can have the focus: Del and
/// Backspace let go of it, Enter and F2 edit it, the arrows go on to its neighbours.
class QueryChip : public QFrame {
    Q_OBJECT
public:
    explicit QueryChip(QWidget* parent = nullptr);

    void setText(const QString& text);
    QString text() const { return m_text; }
    void setPicture(const QPixmap& picture);
    /// It asks against what it names.
    void setAgainst(bool against);
    bool isAgainst() const { return m_against; }
    void setEditable(bool editable) { m_editable = editable; }

Q_SIGNALS:
    void removeAsked();
    void editAsked();
    void menuAsked(const QPoint& globalPosition);
    /// -1: to the one before, 1: to the one behind.
    void stepAsked(int direction);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setLit(bool lit);
    void showText();

    QLabel* m_picture;
    QLabel* m_label;
    QToolButton* m_remove;
    QString m_text;
    bool m_against = false;
    bool m_editable = true;
};

} // namespace vidimus::ui
