#pragma once

#include <QWidget>

#include "core/services/services.h"

class QPushButton;

namespace vidimus::ui {

class KeyMap;

/// The first thing a person sees: what to do, in one look.
class EmptyPage final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyPage(const services::Services& services, QWidget* parent = nullptr);

    /// Tool tips that name the keys, now and after every change.
    void useKeys(const KeyMap& keys);

Q_SIGNALS:
    void chooseAsked();
    void demoAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPushButton* m_choose;
};

} // namespace vidimus::ui
