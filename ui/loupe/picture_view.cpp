#include "ui/loupe/picture_view.h"

#include <algorithm>
#include <cmath>

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleHints>
#include <QWheelEvent>

namespace vidimus::ui {

namespace {

constexpr double kNotch = 120;
constexpr double kRing = 3;
/// From here on pixels are shown as they are and not smoothed away.
constexpr double kShowPixels = 3;
constexpr double kArrowShare = 0.12; ///< of the view, for one press

} // namespace

PictureView::PictureView(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(80, 60);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureView::show(PhotoId photo, QSizeF pixels, const QPixmap& thumbnail)
{
    m_photo = photo;
    m_zoom.setPicture(pixels);
    m_thumbnail = thumbnail;
    m_images.clear();
    m_whole = false;
    m_handAt.reset();
    adjustCursor();
    update();
    Q_EMIT zoomChanged();
}

void PictureView::setThumbnail(const QPixmap& thumbnail)
{
    m_thumbnail = thumbnail;
    update();
}

void PictureView::setImages(const std::vector<QImage>& images, bool whole)
{
    m_images = images;
    m_whole = whole;
    update();
}

void PictureView::setRing(bool ring)
{
    if (ring == m_ring)
        return;
    m_ring = ring;
    update();
}

void PictureView::setBlack(bool black)
{
    m_black = black;
    update();
}

bool PictureView::needsWhole() const
{
    const double width = m_images.empty() ? pixelSize().width() : m_images.front().width();
    return !m_whole && m_photo && m_zoom.place().width() > width * 1.02 &&
           width < m_zoom.picture().width(); // enlarged beyond what there is
}

// ---- moving -----------------------------------------------------------------------------------------------------------

void PictureView::apply(const ViewMove& move)
{
    const QPointF at(move.at.x() * m_zoom.view().width(), move.at.y() * m_zoom.view().height());
    switch (move.kind) {
    case ViewMove::Kind::Fit:
        m_zoom.fit();
        break;
    case ViewMove::Kind::Scale:
        m_zoom.zoomTo(move.scale, at);
        break;
    case ViewMove::Kind::Pan:
        m_zoom.pan(move.delta);
        break;
    }
    adjustCursor();
    update();
    Q_EMIT zoomChanged();
}

void PictureView::move(const ViewMove& move, bool alone)
{
    apply(move);
    Q_EMIT moved(move, alone);
}

void PictureView::zoomTo(const Zoom& target, QPointF at, bool alone)
{
    const QPointF share(at.x() / m_zoom.view().width(), at.y() / m_zoom.view().height());
    if (target.isFit())
        move({ViewMove::Kind::Fit, 1, share, {}}, alone);
    else
        move({ViewMove::Kind::Scale, target.scale(), share, {}}, alone);
}

QPointF PictureView::pointerOrMiddle() const
{
    const QPointF pointer = mapFromGlobal(QCursor::pos());
    const bool over = underMouse() && rect().contains(pointer.toPoint());
    return (over ? pointer : QPointF(width() / 2.0, height() / 2.0)) * devicePixelRatioF();
}

void PictureView::toggle()
{
    const QPointF at = pointerOrMiddle();
    Zoom target = m_zoom;
    target.toggle(at);
    zoomTo(target, at, false);
}

void PictureView::step(double steps)
{
    const QPointF at(m_zoom.view().width() / 2, m_zoom.view().height() / 2);
    Zoom target = m_zoom;
    target.zoomBy(steps, at);
    zoomTo(target, at, false);
}

void PictureView::wheelEvent(QWheelEvent* event)
{
    // With Alt some systems turn the wheel sideways.
    const int turned = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if (turned != 0 && m_photo) {
        const QPointF at = event->position() * devicePixelRatioF();
        Zoom target = m_zoom;
        target.zoomBy(turned / kNotch, at);
        zoomTo(target, at, (event->modifiers() & Qt::ShiftModifier) != 0);
    }
    event->accept();
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && canPan()) {
        m_handAt = event->position();
        adjustCursor();
    } else if (event->button() == Qt::LeftButton && m_photo) {
        m_dragFrom = event->pos();
    }
    event->accept();
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_handAt) {
        const QPointF delta = (event->position() - *m_handAt) * devicePixelRatioF();
        m_handAt = event->position();
        move({ViewMove::Kind::Pan, 1, {}, delta}, (event->modifiers() & Qt::ShiftModifier) != 0);
    }
    const bool drags =
        m_dragFrom && (event->buttons() & Qt::LeftButton) != 0 &&
        (event->pos() - *m_dragFrom).manhattanLength() >= QGuiApplication::styleHints()->startDragDistance();
    if (drags) {
        m_dragFrom.reset();
        Q_EMIT dragAsked();
    }
    event->ignore(); // the page shows its bar again
}

void PictureView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        m_handAt.reset();
        m_dragFrom.reset();
        adjustCursor();
    }
    event->accept();
}

void PictureView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_photo)
        return;
    m_handAt.reset();
    const QPointF at = event->position() * devicePixelRatioF();
    Zoom target = m_zoom;
    target.toggle(at);
    zoomTo(target, at, (event->modifiers() & Qt::ShiftModifier) != 0);
}

void PictureView::keyPressEvent(QKeyEvent* event)
{
    QPointF direction;
    switch (event->key()) {
    case Qt::Key_Left:
        direction = {1, 0};
        break;
    case Qt::Key_Right:
        direction = {-1, 0};
        break;
    case Qt::Key_Up:
        direction = {0, 1};
        break;
    case Qt::Key_Down:
        direction = {0, -1};
        break;
    default:
        break;
    }
    if (direction.isNull() || !canPan()) {
        event->ignore();
        return;
    }
    const QPointF delta(direction.x() * m_zoom.view().width() * kArrowShare,
                        direction.y() * m_zoom.view().height() * kArrowShare);
    move({ViewMove::Kind::Pan, 1, {}, delta}, (event->modifiers() & Qt::ShiftModifier) != 0);
}

void PictureView::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_photo)
        Q_EMIT menuAsked(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(rect().center())
                                                                        : event->globalPos());
}

void PictureView::adjustCursor()
{
    if (!canPan())
        unsetCursor();
    else
        setCursor(m_handAt ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
}

bool PictureView::event(QEvent* event)
{
    // Of another screen, with more or fewer pixels in the same room.
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    constexpr QEvent::Type kOtherPixels = QEvent::DevicePixelRatioChange;
#else
    constexpr QEvent::Type kOtherPixels = QEvent::ScreenChangeInternal;
#endif
    if (event->type() == kOtherPixels)
        fitView();
    return QWidget::event(event);
}

void PictureView::resizeEvent(QResizeEvent*)
{
    fitView();
}

void PictureView::fitView()
{
    m_zoom.setView(QSizeF(size()) * devicePixelRatioF());
    adjustCursor();
    Q_EMIT zoomChanged();
}

// ---- painting ---------------------------------------------------------------------------------------------------------

const QImage* PictureView::bestImage(double width) const
{
    // The smallest that still has a pixel for each place; else the largest there is.
    for (auto image = m_images.rbegin(); image != m_images.rend(); ++image) {
        if (image->width() >= width - 1.5)
            return &*image;
    }
    return m_images.empty() ? nullptr : &m_images.front();
}

void PictureView::drawImage(QPainter& painter, const QImage& image, const QRectF& place) const
{
    if (std::abs(place.width() - image.width()) < 1.5 && std::abs(place.height() - image.height()) < 1.5) {
        painter.drawImage(place.topLeft(), image); // pixel for pixel: nothing to be blurred
        return;
    }
    // Only the part in the view, in whole pixels of the image: far in, the rest would be beyond what a painter reckons.
    const QSizeF ratio(place.width() / image.width(), place.height() / image.height());
    const QRectF seen = place.intersected(QRectF(QPointF(0, 0), m_zoom.view()));
    const QRectF in((seen.x() - place.x()) / ratio.width(), (seen.y() - place.y()) / ratio.height(),
                    seen.width() / ratio.width(), seen.height() / ratio.height());
    const QRect part = in.toAlignedRect().adjusted(-1, -1, 1, 1).intersected(image.rect());
    const QRectF target(place.x() + part.x() * ratio.width(), place.y() + part.y() * ratio.height(),
                        part.width() * ratio.width(), part.height() * ratio.height());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, ratio.width() < kShowPixels);
    painter.drawImage(target, image, part);
}

void PictureView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_black ? QColor(Qt::black) : palette().color(QPalette::Window));
    if (!m_photo)
        return;
    painter.scale(1.0 / devicePixelRatioF(), 1.0 / devicePixelRatioF());
    const QRectF place = m_zoom.place();
    if (const QImage* image = bestImage(place.width())) {
        drawImage(painter, *image, place);
    } else if (!m_thumbnail.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawPixmap(place, m_thumbnail, QRectF(m_thumbnail.rect()));
    } else {
        painter.fillRect(place, m_black ? QColor(0x24, 0x25, 0x28) : palette().color(QPalette::Mid));
    }
    if (m_ring) {
        const double width = kRing * devicePixelRatioF();
        const QRectF seen = place.intersected(QRectF(QPointF(0, 0), m_zoom.view()));
        painter.setPen(QPen(palette().color(QPalette::Highlight), width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(seen.adjusted(width / 2, width / 2, -width / 2, -width / 2));
    }
}

} // namespace vidimus::ui
