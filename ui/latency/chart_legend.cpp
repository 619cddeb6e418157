#include "ui/latency/chart_legend.h"

#include <QPainter>
#include <QStringList>

#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

constexpr int kLine = 18;
constexpr int kGap = 5;
constexpr int kBetween = 14;

} // namespace

ChartLegend::ChartLegend(QWidget* parent) : QWidget(parent)
{
    setFont(format::captionSize(font()));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ChartLegend::setEntries(std::vector<Entry> entries)
{
    if (entries == m_entries)
        return;
    m_entries = std::move(entries);
    QStringList names;
    for (const Entry& entry : m_entries)
        names << entry.text;
    setAccessibleName(tr("Shown: %1").arg(names.join(QLatin1String(", "))));
    updateGeometry();
    update();
}

int ChartLegend::widthOf(const Entry& entry) const
{
    return kLine + kGap + fontMetrics().horizontalAdvance(entry.text);
}

QSize ChartLegend::sizeHint() const
{
    int width = 0;
    for (const Entry& entry : m_entries)
        width += widthOf(entry) + (width > 0 ? kBetween : 0);
    return {width, fontMetrics().height()};
}

void ChartLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int x = 0;
    for (const Entry& entry : m_entries) {
        if (x + widthOf(entry) > width())
            break;
        painter.setPen(entry.pen);
        painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + kLine, height() / 2.0));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRect(x + kLine + kGap, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, entry.text);
        x += widthOf(entry) + kBetween;
    }
}

} // namespace vidimus::ui
