#pragma once

#include <QObject>

#include "core/services/services.h"
#include "ui/common/dropped.h"

class QWidget;

namespace vidimus::ui {

/// Every way pictures come in from the window: drop, paste, dialog, demo.
class ImportDesk final : public QObject {
    Q_OBJECT
public:
    explicit ImportDesk(services::Services& services, QWidget* window);

    void take(const Dropped& dropped);
    void pasteFromClipboard();
    /// Do not wait: the answer comes when the person has chosen.
    void chooseFiles();
    void chooseFolder();
    void addDemo();

Q_SIGNALS:
    /// A sentence for the activity strip.
    void notice(const QString& text);

private:
    services::Services& m_services;
    QWidget* m_window;
};

} // namespace vidimus::ui
