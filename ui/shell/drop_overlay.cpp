#include "ui/shell/drop_overlay.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMimeData>
#include <QPainter>

#include "ui/common/format.h"
#include "ui/common/icons.h"

namespace vidimus::ui {

QString dropText(const DropCounter::Count& count)
{
    if (count.pictures == 0)
        return DropOverlay::tr("No pictures in there");
    const auto pictures = static_cast<int>(count.pictures);
    QString text = count.whole ? DropOverlay::tr("Add %Ln picture(s)", nullptr, pictures)
                               : DropOverlay::tr("Add more than %Ln pictures", nullptr, pictures);
    if (count.folders > 0)
        text += QLatin1Char(' ') + DropOverlay::tr("from %Ln folder(s)", nullptr, static_cast<int>(count.folders));
    return text;
}

DropOverlay::DropOverlay(QWidget* covered) : QWidget(covered)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Drop area"));
    covered->installEventFilter(this);
    connect(&m_counter, &DropCounter::counted, this,
            [this](const DropCounter::Count& count) { setText(dropText(count)); });
    hide();
}

void DropOverlay::showFor(const QMimeData& data)
{
    switch (dropKind(data)) {
    case DropKind::Nothing:
        return;
    case DropKind::Files:
        setText(tr("Add pictures"));
        m_counter.start(localPaths(data));
        break;
    case DropKind::Picture:
        setText(tr("Add this picture"));
        break;
    case DropKind::WebAddress:
        setText(tr("An address alone cannot be added: drag the picture itself"));
        break;
    }
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

void DropOverlay::leave()
{
    m_counter.stop();
    hide();
}

void DropOverlay::setText(const QString& text)
{
    m_text = text;
    setAccessibleDescription(text);
    update();
}

bool DropOverlay::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void DropOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlphaF(0.88f);
    painter.fillRect(rect(), veil);
    const QColor accent = palette().color(QPalette::Highlight);
    QColor wash = accent;
    wash.setAlphaF(0.08f);
    painter.setBrush(wash);
    painter.setPen(QPen(accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(12, 12, -12, -12), 10, 10);

    const QFont font = format::titleSize(this->font());
    const QFontMetrics metrics(font);
    constexpr int kIcon = 40;
    constexpr int kBetween = 12;
    const QRect room = rect().adjusted(32, 0, -32, 0);
    const QRect words = metrics.boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, m_text);
    const int top = rect().center().y() - (kIcon + kBetween + words.height()) / 2;
    icon(QStringLiteral("drop"))
        .paint(&painter, QRect(rect().center().x() - kIcon / 2, top, kIcon, kIcon), Qt::AlignCenter, QIcon::Active);
    painter.setFont(font);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(room.left(), top + kIcon + kBetween, room.width(), words.height() + 4),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_text);
}

} // namespace vidimus::ui
