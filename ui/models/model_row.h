#pragma once

#include <QFrame>

#include "core/services/model_entry.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace vidimus::ui {

/// One model of the manager: what it is for, what it takes, how it stands, and what can be done with it.
class ModelRow final : public QFrame {
    Q_OBJECT
public:
    enum class Action { Install, Pause, Resume, Retry, Discard, Use, Verify, Remove, Forget };
    Q_ENUM(Action)

    explicit ModelRow(QWidget* parent = nullptr);

    void showEntry(const services::ModelEntry& entry);
    /// Its progress alone.
    void showProgress(const services::ModelEntry& entry);
    QString key() const { return m_key; }
    QString stateText() const;

Q_SIGNALS:
    void asked(const QString& key, vidimus::ui::ModelRow::Action action);

private:
    QPushButton* addButton(const QString& text, Action action, const char* style);
    void offerWhatFits(const services::ModelEntry& entry);
    void offer(std::initializer_list<QPushButton*> shown);

    QString m_key;
    QLabel* m_title;
    QLabel* m_chip;
    QLabel* m_purpose;
    QLabel* m_facts;
    QLabel* m_state;
    QProgressBar* m_bar;
    QWidget* m_buttons;
    QPushButton* m_install;
    QPushButton* m_resume;
    QPushButton* m_retry;
    QPushButton* m_pause;
    QPushButton* m_discard;
    QPushButton* m_use;
    QPushButton* m_verify;
    QPushButton* m_remove;
    QPushButton* m_forget;
};

} // namespace vidimus::ui
