#pragma once

#include <array>

#include <QFrame>

class QActionGroup;
class QToolButton;

namespace vidimus::ui {

class KeyMap;

/// What one can do in a slide show with the mouse.
class SlideControls final : public QFrame {
    Q_OBJECT
public:
    static constexpr std::array kSeconds{2, 3, 5, 10};

    explicit SlideControls(const KeyMap& keys, QWidget* parent = nullptr);

    void setState(bool paused, int seconds, bool loops);

Q_SIGNALS:
    void pauseAsked();
    void secondsChosen(int seconds);
    void loopsChosen(bool loops);
    void leaveAsked();

private:
    void tellPauseKey();

    const KeyMap& m_keys;
    QToolButton* m_pause;
    QToolButton* m_seconds;
    QToolButton* m_loops;
    QActionGroup* m_choices;
};

} // namespace vidimus::ui
