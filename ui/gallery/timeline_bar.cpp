#include "ui/gallery/timeline_bar.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>

#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

constexpr int kEdge = 8; ///< above and below the track
constexpr int kThumbLength = 28;
constexpr int kThumbWidth = 4;
constexpr int kThumbRoom = 12; ///< right of the labels
constexpr int kDotsApart = 4;

} // namespace

TimelineBar::TimelineBar(QWidget* parent) : QScrollBar(Qt::Vertical, parent)
{
    setMouseTracking(true);
}

void TimelineBar::setLook(Look look)
{
    if (look == m_look)
        return;
    m_look = look;
    setAccessibleName(look == Look::Marked ? tr("Timeline") : QString());
    hideBubble();
    updateGeometry();
    update();
}

void TimelineBar::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    m_placed = false;
    if (m_bubble != nullptr && m_bubble->isVisible())
        showBubble(m_bubbleAt); // something else may be there now
    update();
}

int TimelineBar::yOf(int value) const
{
    const int track = std::max(1, height() - 2 * kEdge);
    const double share = maximum() > 0 ? static_cast<double>(std::clamp(value, 0, maximum())) / maximum() : 0.0;
    return kEdge + static_cast<int>(std::lround(share * track));
}

int TimelineBar::valueAt(int y) const
{
    const int track = std::max(1, height() - 2 * kEdge);
    return static_cast<int>(std::lround(static_cast<double>(std::clamp(y - kEdge, 0, track)) / track * maximum()));
}

QFont TimelineBar::labelFont() const
{
    return format::tabular(format::captionSize(format::captionSize(font())));
}

const std::vector<TimelineBar::Label>& TimelineBar::labels() const
{
    placeMarks();
    return m_labels;
}

void TimelineBar::placeMarks() const
{
    if (m_placed)
        return;
    m_placed = true;
    m_labels.clear();
    m_dots.clear();
    // The years first, then months into what room they leave, then dots.
    const int letters = QFontMetrics(labelFont()).height();
    const auto place = [this](const Mark& mark, int apart) {
        const int y = yOf(mark.value);
        const auto after = std::lower_bound(m_labels.begin(), m_labels.end(), y,
                                            [](const Label& label, int value) { return label.y < value; });
        if (after != m_labels.end() && after->y - y < apart)
            return;
        if (after != m_labels.begin() && y - std::prev(after)->y < apart)
            return;
        m_labels.insert(after, {y, mark.label, mark.strong});
    };
    for (const Mark& mark : m_marks) {
        if (mark.strong && !mark.label.isEmpty())
            place(mark, letters + 2);
    }
    for (const Mark& mark : m_marks) {
        if (!mark.strong && !mark.label.isEmpty())
            place(mark, letters + 8);
    }
    for (const Mark& mark : m_marks) {
        const int y = yOf(mark.value);
        if (m_dots.empty() || y - m_dots.back() >= kDotsApart)
            m_dots.push_back(y);
    }
}

QSize TimelineBar::sizeHint() const
{
    QSize size = QScrollBar::sizeHint();
    if (m_look == Look::Marked)
        size.setWidth(kThumbRoom + QFontMetrics(labelFont()).horizontalAdvance(QStringLiteral("2000")) + 8);
    return size;
}

void TimelineBar::paintEvent(QPaintEvent* event)
{
    if (m_look == Look::Plain) {
        QScrollBar::paintEvent(event);
        return;
    }
    placeMarks();
    const bool used = underMouse() || isSliderDown();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = width() - kThumbRoom / 2.0;

    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Mid));
    for (const int y : m_dots)
        painter.drawEllipse(QPointF(middle, y), 1.2, 1.2);

    painter.setFont(labelFont());
    const int letters = painter.fontMetrics().height();
    const QColor quiet = palette().color(QPalette::PlaceholderText);
    for (const Label& label : m_labels) {
        painter.setPen(label.strong && used ? palette().color(QPalette::WindowText) : quiet);
        const int top = std::clamp(label.y - letters / 2, 0, std::max(0, height() - letters));
        const QRect room(0, top, width() - kThumbRoom, letters);
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(label.text, Qt::ElideRight, room.width()));
    }

    const int track = height() - kThumbLength;
    const double share = maximum() > 0 ? static_cast<double>(value()) / maximum() : 0.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(isSliderDown() ? palette().color(QPalette::Highlight) : quiet);
    painter.drawRoundedRect(QRectF(middle - kThumbWidth / 2.0, share * track, kThumbWidth, kThumbLength),
                            kThumbWidth / 2.0, kThumbWidth / 2.0);
}

void TimelineBar::mousePressEvent(QMouseEvent* event)
{
    if (m_look == Look::Plain || event->button() != Qt::LeftButton) {
        QScrollBar::mousePressEvent(event);
        return;
    }
    event->accept();
    setSliderDown(true);
    setValue(valueAt(qRound(event->position().y())));
    showBubble(qRound(event->position().y()));
    update();
}

void TimelineBar::mouseMoveEvent(QMouseEvent* event)
{
    if (m_look == Look::Plain) {
        QScrollBar::mouseMoveEvent(event);
        return;
    }
    const int y = qRound(event->position().y());
    if (isSliderDown())
        setValue(valueAt(y));
    showBubble(y);
}

void TimelineBar::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_look == Look::Plain || event->button() != Qt::LeftButton) {
        QScrollBar::mouseReleaseEvent(event);
        return;
    }
    setSliderDown(false);
    if (!rect().contains(event->position().toPoint()))
        hideBubble();
    update();
}

void TimelineBar::leaveEvent(QEvent* event)
{
    if (!isSliderDown())
        hideBubble();
    update();
    QScrollBar::leaveEvent(event);
}

void TimelineBar::hideEvent(QHideEvent* event)
{
    hideBubble();
    QScrollBar::hideEvent(event);
}

void TimelineBar::resizeEvent(QResizeEvent* event)
{
    m_placed = false;
    QScrollBar::resizeEvent(event);
}

void TimelineBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_placed = false;
        updateGeometry();
    }
    QScrollBar::changeEvent(event);
}

void TimelineBar::sliderChange(SliderChange change)
{
    if (change == SliderRangeChange)
        m_placed = false;
    QScrollBar::sliderChange(change);
}

QString TimelineBar::bubble() const
{
    return m_bubble != nullptr && m_bubble->isVisible() ? m_bubble->text() : QString();
}

void TimelineBar::showBubble(int y)
{
    m_bubbleAt = y;
    const QString words = m_words && maximum() > 0 ? m_words(valueAt(y)) : QString();
    QWidget* area = parentWidget();
    while (area != nullptr && !area->inherits("QAbstractScrollArea"))
        area = area->parentWidget();
    if (words.isEmpty() || area == nullptr) {
        hideBubble();
        return;
    }
    if (m_bubble == nullptr) {
        m_bubble = new QLabel(area);
        m_bubble->setObjectName(QStringLiteral("timelineBubble"));
        m_bubble->setAttribute(Qt::WA_TransparentForMouseEvents);
        m_bubble->setTextFormat(Qt::PlainText);
    }
    constexpr int kAway = 4;
    m_bubble->setText(m_bubble->fontMetrics().elidedText(words, Qt::ElideMiddle, area->width() / 2));
    m_bubble->adjustSize();
    // Over the pictures: where one reads from right to left the bar is at their left.
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QPoint place = mapTo(area, QPoint(mirrored ? width() : 0, y));
    m_bubble->move(mirrored ? place.x() + kAway : place.x() - m_bubble->width() - kAway,
                   std::clamp(place.y() - m_bubble->height() / 2, kAway,
                              std::max(kAway, area->height() - m_bubble->height() - kAway)));
    m_bubble->raise();
    m_bubble->show();
}

void TimelineBar::hideBubble()
{
    if (m_bubble != nullptr)
        m_bubble->hide();
}

} // namespace vidimus::ui
