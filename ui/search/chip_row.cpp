#include "ui/search/chip_row.h"

#include <algorithm>

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
    setWidget(m_inside);
    hide();
}

QueryChip* ChipRow::add()
{
    auto* chip = new QueryChip(m_inside);
    m_inside->layout()->addWidget(chip);
    m_chips.push_back(chip);
    chip->show();
    show();
    fit();
    // Its text comes next, and with it its size.
    QMetaObject::invokeMethod(
        this, [this] { fit(); }, Qt::QueuedConnection);
    return chip;
}

void ChipRow::remove(QueryChip* chip)
{
    std::erase(m_chips, chip);
    chip->hide();
    chip->setParent(nullptr);
    chip->deleteLater(); // it may be the one that asked
    setVisible(!m_chips.empty());
    fit();
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
    return m_inside->layout()->sizeHint();
}

QSize ChipRow::minimumSizeHint() const
{
    return {48, m_inside->layout()->sizeHint().height()};
}

void ChipRow::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

void ChipRow::wheelEvent(QWheelEvent* event)
{
    const int steps = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - steps / 4);
    event->accept();
}

void ChipRow::fit()
{
    const QSize wanted = m_inside->layout()->sizeHint();
    m_inside->resize(wanted);
    setFixedHeight(wanted.height());
    updateGeometry();
}

} // namespace vidimus::ui
