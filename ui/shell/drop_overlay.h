#pragma once

#include <QWidget>

#include "ui/common/dropped.h"
#include "ui/shell/drop_counter.h"

class QMimeData;

namespace vidimus::ui {

/// Lies over the gallery while something is dragged above the window and says what letting go would do.
class DropOverlay final : public QWidget {
    Q_OBJECT
public:
    explicit DropOverlay(QWidget* covered);

    void showFor(const QMimeData& data);
    void leave();
    QString text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setText(const QString& text);

    DropCounter m_counter;
    QString m_text;
};

/// "Add 214 pictures from 3 folders"
QString dropText(const DropCounter::Count& count);

} // namespace vidimus::ui
