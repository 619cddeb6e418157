#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace vidimus::ui {

/// Where a picture lies in a view and how large: fitted into it, or at a scale with some point of it in the middle.
/// Everything of the view is in device pixels, so that a scale of 1 is one pixel of the picture on one of the screen.
class Zoom {
public:
    static constexpr double kMost = 16;
    /// Small pictures are enlarged no further than this by fitting.
    static constexpr double kFitMost = 4;
    /// A notch of the wheel, or one press of a key.
    static constexpr double kStep = 1.25;

    /// Another picture: fitted.
    void setPicture(QSizeF pixels);
    void setView(QSizeF devicePixels);

    QSizeF picture() const { return m_picture; }
    QSizeF view() const { return m_view; }
    bool isFit() const { return m_fit; }
    double scale() const;
    double fitScale() const;
    /// The whole picture, in the view's coordinates; begins on a whole pixel.
    QRectF place() const;
    QPointF pictureAt(QPointF view) const;
    /// Something of it is outside of the view.
    bool canPan() const;

    void fit();
    /// What is at `at` in the view stays there, as far as the picture reaches.
    void zoomTo(double scale, QPointF at);
    /// In steps; stops for once at 100 % and where the picture fits.
    void zoomBy(double steps, QPointF at);
    /// 100 % with what is at `at`; fitted when it is zoomed already. A picture that fits at 100 % goes to 200 %.
    void toggle(QPointF at);
    /// The picture follows the hand.
    void pan(QPointF delta);

private:
    double leastScale() const;
    void keepInside();

    QSizeF m_picture{1, 1};
    QSizeF m_view{1, 1};
    bool m_fit = true;
    double m_scale = 1;
    QPointF m_centre; ///< the picture's point in the middle of the view, when not fitted
};

} // namespace vidimus::ui
