#pragma once

#include <QWidget>

#include "core/base/ids.h"

namespace vidimus::ui {

class PictureBar;
class PictureView;
class TroubleCard;

/// One of the pictures compared, with what is told of it below, and a ring while the keys are about it.
class ComparePane final : public QWidget {
    Q_OBJECT
public:
    explicit ComparePane(QWidget* parent = nullptr);

    PictureView& view() const { return *m_view; }
    PictureBar& bar() const { return *m_bar; }
    TroubleCard& trouble() const { return *m_trouble; }
    PhotoId photo() const;
    void setActive(bool active);
    void setBlack(bool black);

Q_SIGNALS:
    /// It has the focus, or was clicked.
    void entered();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void placeParts();

    PictureView* m_view;
    PictureBar* m_bar;
    TroubleCard* m_trouble;
};

} // namespace vidimus::ui
