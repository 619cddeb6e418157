#pragma once

#include <QFrame>
#include <QTimer>

#include "core/services/services.h"

class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace vidimus::ui {

class FailureModel;
class KeyMap;

/// The list behind "3 problems": which file, why, and what can be done. Opens above the activity strip.
class FailurePanel final : public QFrame {
    Q_OBJECT
public:
    explicit FailurePanel(services::Services& services, QWidget* parent = nullptr);

    /// Tool tips that name the keys, now and after every change.
    void useKeys(const KeyMap& keys);
    void open();

Q_SIGNALS:
    void closed();

private:
    void refresh();
    void updateButtons();
    std::vector<storage::Failure> chosen() const;
    QPushButton* addButton(const QString& icon, const QString& text, const QString& toolTip,
                           void (FailurePanel::*slot)());
    void retryChosen();
    void retryAll();
    void reveal();
    void clearAll();
    void close();
    void keyPressEvent(QKeyEvent* event) override;

    services::Services& m_services;
    FailureModel* m_model;
    QListView* m_list;
    QLabel* m_title;
    QPushButton* m_retry = nullptr;
    QPushButton* m_reveal = nullptr;
    QToolButton* m_close = nullptr;
    QTimer m_refresh;
};

} // namespace vidimus::ui
