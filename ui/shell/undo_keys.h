#pragma once

#include <QObject>

namespace vidimus::ui {

/// Ctrl+Z belongs to the text while one types, and to the window when the field has nothing to take back: a line edit
/// claims it in any case. Installed on line edits.
class UndoKeys final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace vidimus::ui
