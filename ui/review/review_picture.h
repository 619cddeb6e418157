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

    /// Where the picture itself lies.
    QRect shownRect() const;

    QSize sizeHint() const override { return {640, 480}; }
    QSize minimumSizeHint() const override { return {160, 100}; }

Q_SIGNALS:
    /// Another picture.
    void changed();
    /// Another place for it.
    void placed();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QPixmap m_pixmap;
    QString m_problem;
};

} // namespace vidimus::ui
