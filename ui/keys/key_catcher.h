#pragma once

#include <QKeySequence>
#include <QLabel>

namespace vidimus::ui {

/// Waits for one press of keys, whatever they mean otherwise. Esc gives up.
class KeyCatcher final : public QLabel {
    Q_OBJECT
public:
    explicit KeyCatcher(QWidget* parent = nullptr);

    void begin(const QString& prompt);
    bool isWaiting() const { return m_waiting; }

Q_SIGNALS:
    void caught(const QKeySequence& key);
    void givenUp();

protected:
    bool event(QEvent* event) override;

private:
    void end();

    bool m_waiting = false;
};

} // namespace vidimus::ui
