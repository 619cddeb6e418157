#include "ui/review/review_picture.h"

#include <QPainter>

#include "ui/common/icons.h"

namespace vidimus::ui {

ReviewPicture::ReviewPicture(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Picture to review"));
}

void ReviewPicture::setPixmap(const QPixmap& pixmap)
{
    m_pixmap = pixmap;
    m_problem.clear();
    setToolTip({});
    update();
    Q_EMIT changed();
}

QRect ReviewPicture::shownRect() const
{
    if (m_pixmap.isNull())
        return rect();
    QSizeF shape = m_pixmap.size();
    shape.scale(size(), Qt::KeepAspectRatio);
    QRectF place(QPointF(0, 0), shape);
    place.moveCenter(QRectF(rect()).center());
    return place.toRect();
}

void ReviewPicture::resizeEvent(QResizeEvent*)
{
    Q_EMIT placed();
}

void ReviewPicture::setProblem(const QString& problem)
{
    m_problem = problem;
    setToolTip(problem);
    update();
}

void ReviewPicture::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (!m_pixmap.isNull()) {
        painter.drawPixmap(shownRect(), m_pixmap, m_pixmap.rect());
    } else if (!m_problem.isEmpty()) {
        QRect mark(0, 0, 24, 24);
        mark.moveCenter(rect().center());
        icon(QStringLiteral("broken")).paint(&painter, mark);
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(24, mark.bottom() + 12, -24, 0),
                         Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_problem);
    }
}

} // namespace vidimus::ui
