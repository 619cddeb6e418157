#pragma once

#include <QFrame>

#include "core/services/services.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace vidimus::ui {

/// Shown while one model takes over from another: how far it is, who answers until then, and the ways to hold it, go on
/// and go back. Hidden otherwise.
class SwitchBar final : public QFrame {
    Q_OBJECT
public:
    explicit SwitchBar(services::Services& services, QWidget* parent = nullptr);

private:
    void renew();
    void pauseOrGoOn();
    void goBack();

    services::Services& m_services;
    QLabel* m_title;
    QLabel* m_words;
    QProgressBar* m_bar;
    QPushButton* m_pause;
    QPushButton* m_back;
};

} // namespace vidimus::ui
