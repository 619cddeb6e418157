#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace vidimus::ui {

/// In the place of a picture that cannot be shown: why, and what can be done.
class TroubleCard final : public QWidget {
    Q_OBJECT
public:
    explicit TroubleCard(QWidget* parent = nullptr);

    /// Empty: nothing is wrong, and the card is hidden.
    void setProblem(const QString& name, const QString& problem);
    /// In the middle of what it stands for.
    void placeIn(const QRect& area);

Q_SIGNALS:
    void revealAsked();
    void removeAsked();

private:
    QLabel* m_name;
    QLabel* m_reason;
    QRect m_area;
};

} // namespace vidimus::ui
