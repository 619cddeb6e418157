#pragma once

#include <QPixmap>
#include <QWidget>

namespace vidimus::ui {

/// One picture as large as its place allows.
class ReviewPicture final : public QWidget {
    Q_OBJECT
public:
    explicit ReviewPicture(QWidget* parent = nullptr);

    void setPixmap(const QPixmap& pixmap);
    /// Why there is none.
    void setProblem(const QString& problem);
    /// Device pixels of the place it has.
    QSize pixelSize() const { return size() * devicePixelRatioF(); }

    QSize sizeHint() const override { return {640, 480}; }
    QSize minimumSizeHint() const override { return {160, 100}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPixmap m_pixmap;
    QString m_problem;
};

} // namespace vidimus::ui
