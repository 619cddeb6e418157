#pragma once

#include <QWidget>

#include "core/services/services.h"

namespace vidimus::ui {

/// The first thing a person sees: what to do, in one look.
class EmptyPage final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyPage(const services::Services& services, QWidget* parent = nullptr);

Q_SIGNALS:
    void chooseAsked();
    void demoAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace vidimus::ui
