#include "ui/detail/candidate_row.h"

#include <algorithm>

#include <QPainter>
#include <QStyle>

#include "ui/common/confidence_dot.h"
#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

constexpr int kPadding = 6;
constexpr int kDot = 14;
constexpr int kWrap = Qt::AlignTop | Qt::TextWordWrap;

} // namespace

CandidateRow::CandidateRow(const Caption& caption, QWidget* parent)
    : QAbstractButton(parent)
    , m_words(format::text(caption.text))
    , m_percent(format::percent(caption.confidence))
    , m_confidence(caption.confidence)
{
    setCheckable(true);
    setAccessibleName(tr("%1, confidence %2").arg(m_words, m_percent));
    setToolTip(tr("Take these words"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::StrongFocus);
}

int CandidateRow::textLeft() const
{
    const QFontMetrics figures(format::tabular(font()));
    return kPadding + kDot + figures.horizontalAdvance(format::percent(1.f)) + 8;
}

int CandidateRow::heightForWidth(int width) const
{
    const QRect room(0, 0, std::max(40, width - textLeft() - kPadding), 10'000);
    return fontMetrics().boundingRect(room, kWrap, m_words).height() + 2 * kPadding;
}

QSize CandidateRow::sizeHint() const
{
    return {200, heightForWidth(200)};
}

void CandidateRow::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void CandidateRow::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void CandidateRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse() || hasFocus()) {
        QColor wash = palette().color(isChecked() ? QPalette::Highlight : QPalette::WindowText);
        wash.setAlphaF(isChecked() ? 0.16f : 0.06f);
        painter.setBrush(isChecked() || underMouse() ? QBrush(wash) : QBrush(Qt::NoBrush));
        painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight)) : QPen(Qt::NoPen));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const QColor quiet = palette().color(QPalette::PlaceholderText);
    const int line = fontMetrics().height();
    const auto mirrored = [this](const QRect& area) { return QStyle::visualRect(layoutDirection(), rect(), area); };
    const int leading = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    const int trailing = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight));
    paintConfidenceDot(painter, mirrored({kPadding, kPadding, 8, line}), confidenceLevel(m_confidence), quiet);
    painter.setPen(quiet);
    painter.setFont(format::tabular(font()));
    painter.drawText(mirrored({kPadding + kDot, kPadding, textLeft() - kPadding - kDot - 8, line}),
                     trailing | Qt::AlignVCenter, m_percent);
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(mirrored(rect().adjusted(textLeft(), kPadding, -kPadding, -kPadding)), leading | kWrap, m_words);
}

} // namespace vidimus::ui
