#pragma once

#include <QPointer>
#include <QScrollArea>

namespace vidimus::ui {

class CheatSheetPage;
class KeyMap;

/// All keys at a glance, over the whole window: by what they are about, in as many columns as there is room for. Any key
/// closes it, but for those that scroll where it is longer than the window.
class CheatSheet final : public QScrollArea {
    Q_OBJECT
public:
    CheatSheet(KeyMap& keys, QWidget* covered);

    void open();
    void close();
    bool isOpen() const { return isVisible(); }

Q_SIGNALS:
    void closed();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void describe();
    void fit();

    KeyMap& m_keys;
    CheatSheetPage* m_page;
    QPointer<QWidget> m_focusBefore;
};

} // namespace vidimus::ui
