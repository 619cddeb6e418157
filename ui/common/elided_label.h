#pragma once

#include <QLabel>

namespace vidimus::ui {

/// A line of text that gives up its middle or end where there is no room; the tooltip then has all of it.
class ElidedLabel final : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(Qt::TextElideMode mode, QWidget* parent = nullptr);

    void setFullText(const QString& text);
    QString fullText() const { return m_fullText; }

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::TextElideMode m_mode;
    QString m_fullText;
};

} // namespace vidimus::ui
