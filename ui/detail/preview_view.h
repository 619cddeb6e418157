#pragma once

#include <QPixmap>
#include <QWidget>

namespace vidimus::ui {

/// The chosen picture, as large as the pane allows, in its own shape.
class PreviewView final : public QWidget {
    Q_OBJECT
public:
    explicit PreviewView(QWidget* parent = nullptr);

    /// width / height; decides the height before the picture is there, so that nothing below it jumps.
    void setAspect(double aspect);
    void setPixmap(const QPixmap& pixmap);
    void setProblem(const QString& problem);
    /// Device pixels of the place it has now.
    QSize pixelSize() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    double m_aspect = 1.5;
    QPixmap m_pixmap;
    QString m_problem;
};

} // namespace vidimus::ui
