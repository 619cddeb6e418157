#pragma once

#include <optional>
#include <vector>

#include <QImage>
#include <QPixmap>
#include <QWidget>

#include "core/base/ids.h"
#include "ui/loupe/zoom.h"

namespace vidimus::ui {

/// One change of what is seen of a picture, so that views beside it can follow in step.
struct ViewMove {
    enum class Kind { Fit, Scale, Pan };
    Kind kind = Kind::Fit;
    double scale = 1; ///< Scale: device pixels for each of the picture's
    QPointF at;       ///< Scale: the point that stays, as a share of the view
    QPointF delta;    ///< Pan: device pixels
};

/// One picture to be looked at closely: fitted or zoomed, moved by wheel, hand and arrow keys. Shows the best it has at
/// every moment in the same place; never decodes.
class PictureView final : public QWidget {
    Q_OBJECT
public:
    explicit PictureView(QWidget* parent = nullptr);

    /// Another picture, fitted. `pixels` is its full size upright, `thumbnail` what is at hand of it.
    void show(PhotoId photo, QSizeF pixels, const QPixmap& thumbnail);
    void setThumbnail(const QPixmap& thumbnail);
    /// Largest first, each of the whole picture.
    void setImages(const std::vector<QImage>& images, bool whole);
    void clear() { show({}, {1, 1}, {}); }

    PhotoId photo() const { return m_photo; }
    /// A ring round the picture: of several it is the one that the keys are about.
    void setRing(bool ring);
    /// On black, in either theme.
    void setBlack(bool black);
    const Zoom& zoom() const { return m_zoom; }
    bool isSharp() const { return !m_images.empty(); }
    /// What is on show has fewer pixels than the place it fills, and there are more to be had.
    bool needsWhole() const;
    QSize pixelSize() const { return size() * devicePixelRatioF(); }
    /// The arrow keys move the picture.
    bool canPan() const { return m_zoom.canPan(); }

    void apply(const ViewMove& move);
    /// 100 % or fitted, at the pointer where it is over the picture.
    void toggle();
    void step(double steps);

Q_SIGNALS:
    /// A person moved it; `alone` when views beside it are not to follow.
    void moved(const vidimus::ui::ViewMove& move, bool alone);
    void zoomChanged();
    void menuAsked(const QPoint& globalPosition);
    /// It is being dragged away: nothing of it is outside the view, so the hand does not pan.
    void dragAsked();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void fitView();
    QPointF pointerOrMiddle() const;
    void move(const ViewMove& move, bool alone);
    void zoomTo(const Zoom& target, QPointF at, bool alone);
    void adjustCursor();
    const QImage* bestImage(double width) const;
    void drawImage(QPainter& painter, const QImage& image, const QRectF& place) const;

    PhotoId m_photo;
    Zoom m_zoom;
    QPixmap m_thumbnail;
    std::vector<QImage> m_images;
    bool m_whole = false;
    bool m_ring = false;
    bool m_black = false;
    std::optional<QPointF> m_handAt; ///< where the hand holds it
    std::optional<QPoint> m_dragFrom;
};

} // namespace vidimus::ui
