#include "ui/detail/preview_view.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

#include "ui/common/icons.h"

namespace vidimus::ui {

namespace {

constexpr int kRadius = 6;
/// A tall picture must leave room for the words below it.
constexpr double kTallest = 1.15;

} // namespace

PreviewView::PreviewView(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Preview"));
}

void PreviewView::setAspect(double aspect)
{
    m_aspect = std::clamp(aspect, 0.05, 20.0);
    fit();
}

void PreviewView::setPixmap(const QPixmap& pixmap)
{
    m_pixmap = pixmap;
    m_problem.clear();
    setToolTip({});
    update();
}

void PreviewView::setProblem(const QString& problem)
{
    m_problem = problem;
    setToolTip(problem);
    update();
}

QSize PreviewView::pixelSize() const
{
    return size() * devicePixelRatioF();
}

int PreviewView::heightForWidth(int width) const
{
    return static_cast<int>(std::lround(std::min(width / m_aspect, width * kTallest)));
}

QSize PreviewView::sizeHint() const
{
    return {280, heightForWidth(280)};
}

void PreviewView::fit()
{
    const int height = std::max(24, heightForWidth(width()));
    if (height != this->height())
        setFixedHeight(height);
    update();
}

void PreviewView::resizeEvent(QResizeEvent*)
{
    fit();
}

void PreviewView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QSizeF shape(m_aspect, 1.0);
    shape.scale(size(), Qt::KeepAspectRatio);
    QRectF place(QPointF(0, 0), shape);
    place.moveCenter(QRectF(rect()).center());
    if (m_pixmap.isNull()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::Mid));
        painter.drawRoundedRect(place, kRadius, kRadius);
        if (!m_problem.isEmpty()) {
            QRect mark(0, 0, 24, 24);
            mark.moveCenter(place.center().toPoint());
            icon(QStringLiteral("broken")).paint(&painter, mark);
        }
        return;
    }
    QPainterPath rounded;
    rounded.addRoundedRect(place, kRadius, kRadius);
    painter.setClipPath(rounded);
    painter.drawPixmap(place, m_pixmap, QRectF(m_pixmap.rect()));
}

} // namespace vidimus::ui
