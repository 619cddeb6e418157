#include "ui/search/chip_row.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QWheelEvent>

#include "ui/search/query_chip.h"

namespace vidimus::ui {

ChipRow::ChipRow(QWidget* parent) : QScrollArea(parent), m_inside(new QWidget)
{
    setObjectName(QStringLiteral("chipRow"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    m_inside->setAutoFillBackground(false);
    auto* row = new QHBoxLayout(m_inside);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->setSizeConstraint(QLayout::SetFixedSize); // as wide as its chips are, whatever becomes of their texts
    setWidget(m_inside);
    m_inside->installEventFilter(this);
    hide();
}

QueryChip* ChipRow::add()
{
    auto* chip = new QueryChip(m_inside);
    m_inside->layout()->addWidget(chip);
    m_chips.push_back(chip);
    chip->show();
    show();
    return chip;
}

void ChipRow::remove(QueryChip* chip)
{
    std::erase(m_chips, chip);
    chip->hide();
    chip->setParent(nullptr);
    chip->deleteLater(); // it may be the one that asked
    setVisible(!m_chips.empty());
}

void ChipRow::clear()
{
    while (!m_chips.empty())
        remove(m_chips.back());
}

int ChipRow::focused() const
{
    const auto found = std::find_if(m_chips.begin(), m_chips.end(), [](QueryChip* chip) { return chip->hasFocus(); });
    return found == m_chips.end() ? -1 : static_cast<int>(found - m_chips.begin());
}

bool ChipRow::focusChip(int index)
{
    if (index < 0 || index >= static_cast<int>(m_chips.size()))
        return false;
    QueryChip* chip = m_chips[static_cast<std::size_t>(index)];
    chip->setFocus(Qt::TabFocusReason);
    ensureWidgetVisible(chip, 8, 0);
    return true;
}

QSize ChipRow::sizeHint() const
{
    return m_inside->size();
}

QSize ChipRow::minimumSizeHint() const
{
    constexpr int kOneChip = 144; // is whole, with what takes it away; more of them may be scrolled
    return {std::min(kOneChip, m_inside->width()), m_inside->height()};
}

bool ChipRow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_inside && event->type() == QEvent::Resize) {
        setFixedHeight(m_inside->height());
        updateGeometry();
    }
    return QScrollArea::eventFilter(watched, event);
}

void ChipRow::wheelEvent(QWheelEvent* event)
{
    const int steps = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - steps / 4);
    event->accept();
}

} // namespace vidimus::ui
