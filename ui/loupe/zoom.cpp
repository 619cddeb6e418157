#include "ui/loupe/zoom.h"

#include <algorithm>
#include <cmath>

namespace vidimus::ui {

namespace {

bool same(double a, double b)
{
    return std::abs(a - b) < 1e-6 * std::max(a, b);
}

/// One coordinate of the middle, so that no edge of the picture is further inside than it has to be.
double inside(double centre, double picture, double shown)
{
    return shown >= picture ? picture / 2 : std::clamp(centre, shown / 2, picture - shown / 2);
}

} // namespace

void Zoom::setPicture(QSizeF pixels)
{
    m_picture = pixels.expandedTo({1, 1});
    m_fit = true;
}

void Zoom::setView(QSizeF devicePixels)
{
    m_view = devicePixels.expandedTo({1, 1});
    if (!m_fit) {
        m_scale = std::max(m_scale, leastScale());
        m_fit = same(m_scale, fitScale());
        keepInside();
    }
}

double Zoom::fitScale() const
{
    const double whole = std::min(m_view.width() / m_picture.width(), m_view.height() / m_picture.height());
    return std::min(whole, kFitMost);
}

double Zoom::leastScale() const
{
    return std::min(1.0, fitScale());
}

double Zoom::scale() const
{
    return m_fit ? fitScale() : m_scale;
}

QRectF Zoom::place() const
{
    const QSizeF size = m_picture * scale();
    const QPointF centre = m_fit ? QPointF(m_picture.width() / 2, m_picture.height() / 2) : m_centre;
    const QPointF corner = QPointF(m_view.width() / 2, m_view.height() / 2) - centre * scale();
    return {QPointF(std::round(corner.x()), std::round(corner.y())), size};
}

QPointF Zoom::pictureAt(QPointF view) const
{
    const QPointF centre = m_fit ? QPointF(m_picture.width() / 2, m_picture.height() / 2) : m_centre;
    return centre + (view - QPointF(m_view.width() / 2, m_view.height() / 2)) / scale();
}

bool Zoom::canPan() const
{
    const QSizeF size = m_picture * scale();
    return size.width() > m_view.width() + 1 || size.height() > m_view.height() + 1;
}

void Zoom::fit()
{
    m_fit = true;
}

void Zoom::zoomTo(double scale, QPointF at)
{
    const QPointF point = pictureAt(at);
    m_scale = std::clamp(scale, leastScale(), kMost);
    m_fit = same(m_scale, fitScale());
    m_centre = point - (at - QPointF(m_view.width() / 2, m_view.height() / 2)) / m_scale;
    keepInside();
}

void Zoom::zoomBy(double steps, QPointF at)
{
    const double from = scale();
    double to = from * std::pow(kStep, steps);
    for (const double stop : {1.0, fitScale()}) {
        const bool crossed = from < stop ? to > stop : to < stop;
        if (crossed && !same(from, stop))
            to = stop;
    }
    zoomTo(to, at);
}

void Zoom::toggle(QPointF at)
{
    if (!m_fit)
        fit();
    else
        zoomTo(same(fitScale(), 1.0) ? 2.0 : 1.0, at);
}

void Zoom::pan(QPointF delta)
{
    if (m_fit)
        return;
    m_centre -= delta / m_scale;
    keepInside();
}

void Zoom::keepInside()
{
    m_centre = {inside(m_centre.x(), m_picture.width(), m_view.width() / m_scale),
                inside(m_centre.y(), m_picture.height(), m_view.height() / m_scale)};
}

} // namespace vidimus::ui
