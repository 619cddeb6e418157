#pragma once

#include <vector>

#include <QFuture>
#include <QWidget>

#include "core/services/services.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace vidimus::ui {

class CandidateRow;

/// What else the model would say of a picture, one click away: asked when opened, busy while the model works, with the
/// reason and another try when it fails.
class CandidateList final : public QWidget {
    Q_OBJECT
public:
    explicit CandidateList(services::Services& services, QWidget* parent = nullptr);

    /// Of another picture: closed, until somebody asks again.
    void setPhoto(PhotoId photo);
    /// Asks the model, again where it failed.
    void open();
    void close();
    bool isOpen() const { return m_state != State::Closed; }
    bool isBusy() const { return m_state == State::Busy; }
    /// The words shown as chosen.
    void setCurrent(const QString& words);
    /// The first of them, when there are any.
    void focusFirst();

Q_SIGNALS:
    void chosen(const QString& words);
    void changed();

private:
    enum class State { Closed, Busy, Shown, Failed };

    void ask();
    void show(const std::vector<Caption>& captions);
    void setState(State state);
    bool eventFilter(QObject* watched, QEvent* event) override;

    services::Services& m_services;
    PhotoId m_photo;
    QString m_current;
    State m_state = State::Closed;
    bool m_focusWhenShown = false;
    quint64 m_ticket = 0;
    QPushButton* m_toggle;
    QLabel* m_message;
    QProgressBar* m_busy;
    QPushButton* m_again;
    QVBoxLayout* m_rows;
    std::vector<CandidateRow*> m_candidates;
};

} // namespace vidimus::ui
