#pragma once

#include <QFrame>
#include <QTimer>

#include "core/services/services.h"

class QAction;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace vidimus::ui {

class ElidedLabel;
class ModelLabel;

/// The line at the bottom: what goes on, how far it is, and how to hold or stop it. Never interrupts.
class ActivityStrip final : public QFrame {
    Q_OBJECT
public:
    explicit ActivityStrip(services::Services& services, QWidget* parent = nullptr);

    /// For the shortcuts of the window.
    QAction* pauseAction() const { return m_pause; }
    QAction* cancelAction() const { return m_cancel; }

    void setCounts(const storage::LibraryCounts& counts);
    /// A sentence that stays for a while, behind what else goes on.
    void showNotice(const QString& text);
    QString text() const;

Q_SIGNALS:
    void problemsAsked();

private:
    void onProgress(const ingest::Progress& progress);
    void onFinished(const ingest::Summary& summary);
    void showIdle();

    services::ImportService& m_imports;
    QAction* m_pause;
    QAction* m_cancel;
    QProgressBar* m_bar;
    ElidedLabel* m_text;
    QToolButton* m_pauseButton;
    QToolButton* m_cancelButton;
    ModelLabel* m_models;
    QPushButton* m_problems;
    QTimer m_noticeTimer;
    QString m_notice;
    storage::LibraryCounts m_counts;
    bool m_working = false;
};

} // namespace vidimus::ui
