#pragma once

#include <QFrame>

#include "core/services/services.h"

namespace vidimus::ui {

/// Says quietly that the starter or the mock answers, with the way to the full models. Can be sent away, and stays away
/// as long as the same stands in.
class StandInBar final : public QFrame {
    Q_OBJECT
public:
    explicit StandInBar(services::Services& services, QWidget* parent = nullptr);

Q_SIGNALS:
    void modelsAsked();
};

} // namespace vidimus::ui
