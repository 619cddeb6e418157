#include "ui/loupe/picture_bar.h"

#include <vector>

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include "ui/common/confidence_dot.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/mark_shapes.h"
#include "ui/common/motion.h"

namespace vidimus::ui {

namespace {

constexpr int kSide = 16;
constexpr int kTop = 8;
constexpr int kBetween = 2;
constexpr int kDotRoom = 16;
constexpr int kMark = 12;
constexpr int kMarkStep = 16;
constexpr int kRestMs = 2500;
constexpr int kFadeMs = 180;
constexpr QColor kGround(0, 0, 0, 150);
constexpr QColor kOnGround(240, 240, 238);
constexpr QColor kQuietOnGround(190, 190, 186);

} // namespace

PictureBar::PictureBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, [this] { fadeTo(0); });
    connect(&m_fade, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_opacity = value.toDouble();
        update();
    });
    connect(&m_fade, &QVariantAnimation::finished, this, [this] { Q_EMIT awakened(m_opacity > 0); });
    m_fade.setDuration(kFadeMs);
}

PictureBar::Words PictureBar::wordsOf(const storage::PhotoCard* card)
{
    Words words;
    if (card == nullptr)
        return words;
    words.caption = format::text(card->words());
    words.own = card->marks.caption.has_value();
    words.confidence = card->confidence;
    words.name = format::fileName(card->path);
    words.marks = card->marks;
    return words;
}

void PictureBar::setWords(const Words& words)
{
    m_words = words;
    setAccessibleName(spoken());
    update();
}

QString PictureBar::spoken() const
{
    QStringList parts;
    if (!m_words.caption.isEmpty())
        parts << m_words.caption;
    if (!m_words.caption.isEmpty() && !m_words.own)
        parts << tr("confidence %1").arg(format::percent(m_words.confidence));
    if (m_words.marks.rating > 0)
        parts << tr("%Ln star(s)", nullptr, m_words.marks.rating);
    if (m_words.marks.favourite)
        parts << tr("favourite");
    if (m_words.marks.flag != storage::Flag::None)
        parts << (m_words.marks.flag == storage::Flag::Picked ? tr("picked") : tr("rejected"));
    for (const QString& part : {m_words.name, m_words.place}) {
        if (!part.isEmpty())
            parts << part;
    }
    return parts.join(QLatin1String(", "));
}

void PictureBar::setOverPicture(bool over)
{
    m_over = over;
    m_rest.stop();
    m_fade.stop();
    m_opacity = 1;
    if (over)
        m_rest.start();
    update();
    Q_EMIT awakened(true);
}

void PictureBar::setOnBlack(bool black)
{
    m_onBlack = black;
    update();
}

void PictureBar::wake()
{
    if (!m_over)
        return;
    m_rest.start();
    if (m_opacity < 1 && (m_fade.state() != QAbstractAnimation::Running || m_fade.endValue().toDouble() < 1))
        fadeTo(1);
}

void PictureBar::fadeTo(double opacity)
{
    m_fade.stop();
    if (!motionAllowed() || !isVisible()) {
        m_opacity = opacity;
        update();
        Q_EMIT awakened(opacity > 0);
        return;
    }
    m_fade.setStartValue(m_opacity);
    m_fade.setEndValue(opacity);
    m_fade.start();
}

QSize PictureBar::sizeHint() const
{
    const int caption = fontMetrics().height();
    const int quiet = QFontMetrics(format::captionSize(font())).height();
    return {240, 2 * kTop + caption + kBetween + quiet};
}

double PictureBar::paintMarks(QPainter& painter, const QRectF& line, const QColor& colour) const
{
    std::vector<MarkShape> shapes(static_cast<std::size_t>(m_words.marks.rating), MarkShape::Star);
    if (m_words.marks.favourite)
        shapes.push_back(MarkShape::Heart);
    if (m_words.marks.flag != storage::Flag::None)
        shapes.push_back(m_words.marks.flag == storage::Flag::Picked ? MarkShape::Flag : MarkShape::Cross);
    const double width = static_cast<double>(shapes.size()) * kMarkStep;
    double x = line.right() - width + (kMarkStep - kMark);
    for (const MarkShape shape : shapes) {
        const QRect area(qRound(x), qRound(line.center().y() - kMark / 2.0), kMark, kMark);
        const bool cross = shape == MarkShape::Cross;
        painter.setPen(cross ? QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap) : QPen(Qt::NoPen));
        painter.setBrush(cross ? QBrush(Qt::NoBrush) : QBrush(colour));
        painter.drawPath(markPath(shape, QStyle::visualRect(layoutDirection(), rect(), area)));
        x += kMarkStep;
    }
    return shapes.empty() ? 0 : width + 8;
}

void PictureBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(m_opacity);
    if (m_over)
        painter.fillRect(rect(), kGround);
    const bool light = m_over || m_onBlack;
    const QColor text = light ? kOnGround : palette().color(QPalette::WindowText);
    const QColor quiet = light ? kQuietOnGround : palette().color(QPalette::PlaceholderText);
    const QFont small = format::tabular(format::captionSize(font()));
    QRect upper(kSide, kTop, width() - 2 * kSide, fontMetrics().height());
    QRect lower(kSide, upper.bottom() + 1 + kBetween, upper.width(), QFontMetrics(small).height());
    const auto mirrored = [this](const QRect& area) { return QStyle::visualRect(layoutDirection(), rect(), area); };
    const int leading = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    const int trailing = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight)) | Qt::AlignVCenter;

    upper.setRight(upper.right() - static_cast<int>(paintMarks(painter, upper, text)));
    painter.setFont(font());
    if (m_words.caption.isEmpty()) {
        painter.setPen(quiet);
        painter.drawText(mirrored(upper), leading, m_words.name.isEmpty() ? QString() : tr("not described yet"));
    } else {
        const QRect sign(upper.left(), upper.top(), 10, upper.height());
        if (m_words.own && !light)
            icon(QStringLiteral("edit"))
                .paint(&painter, mirrored(QRect(sign.left() - 2, sign.center().y() - 6, 13, 13)));
        else if (!m_words.own)
            paintConfidenceDot(painter, mirrored(sign), confidenceLevel(m_words.confidence), quiet);
        upper.setLeft(upper.left() + kDotRoom);
        painter.setPen(text);
        painter.drawText(mirrored(upper), leading | Qt::TextSingleLine,
                         fontMetrics().elidedText(m_words.caption, Qt::ElideRight, upper.width()));
    }
    painter.setFont(small);
    painter.setPen(quiet);
    painter.drawText(mirrored(lower), trailing, m_words.place);
    lower.setRight(lower.right() - painter.fontMetrics().horizontalAdvance(m_words.place) - 16);
    if (!m_words.caption.isEmpty())
        lower.setLeft(lower.left() + kDotRoom);
    painter.drawText(mirrored(lower), leading,
                     painter.fontMetrics().elidedText(m_words.name, Qt::ElideMiddle, lower.width()));
}

bool PictureBar::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        QStringList lines;
        if (!m_words.caption.isEmpty())
            lines << m_words.caption.toHtmlEscaped();
        if (!m_words.caption.isEmpty() && !m_words.own)
            lines << tr("confidence %1").arg(format::percent(m_words.confidence));
        lines << m_words.name.toHtmlEscaped();
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(),
                           QStringLiteral("<p>%1</p>").arg(lines.join(QLatin1String("<br>"))), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace vidimus::ui
