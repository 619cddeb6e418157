#include "ui/detail/fact_table.h"

#include <algorithm>

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>

#include "ui/common/elided_label.h"
#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

bool isClick(const QEvent& event)
{
    return event.type() == QEvent::MouseButtonRelease &&
           static_cast<const QMouseEvent&>(event).button() == Qt::LeftButton;
}

bool isActivatingKey(const QEvent& event)
{
    if (event.type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<const QKeyEvent&>(event).key();
    return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space;
}

} // namespace

FactTable::FactTable(const QString& heading, QWidget* parent)
    : QWidget(parent), m_grid(new QGridLayout(this)), m_heading(new QLabel(heading, this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_heading->setFont(bold);
    m_heading->setContentsMargins(0, 0, 0, 4);
    m_grid->addWidget(m_heading, 0, 0, 1, 2);
    m_heading->setVisible(!heading.isEmpty());
    rowAt(0); // keeps the table's place among what the keys reach, see chainKeys()
}

void FactTable::setNumeric()
{
    m_numeric = true;
    for (Row& row : m_rows)
        styleValue(row);
}

void FactTable::styleValue(const Row& row) const
{
    row.value->setWordWrap(!m_numeric);
    if (m_numeric) {
        row.value->setFont(format::tabular(font()));
        row.value->setAlignment(Qt::AlignRight);
    }
}

void FactTable::underline(const Row& row) const
{
    QFont linked = font();
    linked.setUnderline(row.activated != nullptr);
    row.elided->setFont(linked);
}

FactTable::Row& FactTable::rowAt(std::size_t index)
{
    while (m_rows.size() <= index) {
        Row row;
        row.name = new QLabel(this);
        row.name->setObjectName(QStringLiteral("secondary"));
        row.name->setTextFormat(Qt::PlainText);
        row.name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        row.value = new QLabel(this);
        row.value->setTextFormat(Qt::PlainText); // what a camera wrote into a file is not markup
        row.value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        row.value->setFocusPolicy(Qt::NoFocus);
        styleValue(row);
        row.elided = new ElidedLabel(Qt::ElideMiddle, this);
        row.elided->installEventFilter(this);
        const int line = static_cast<int>(m_rows.size()) + 1;
        m_grid->addWidget(row.name, line, 0);
        m_grid->addWidget(row.value, line, 1);
        m_grid->addWidget(row.elided, line, 1);
        m_rows.push_back(row);
    }
    return m_rows[index];
}

void FactTable::setFacts(const std::vector<Fact>& facts)
{
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Fact& fact = facts[i];
        Row& row = rowAt(i);
        row.activated = fact.activated;
        row.name->setText(fact.name);
        row.name->show();
        const bool elide = fact.elide || fact.activated != nullptr;
        row.value->setVisible(!elide);
        row.elided->setVisible(elide);
        if (elide) {
            row.elided->setFullText(fact.value);
            row.elided->setCursor(fact.activated ? Qt::PointingHandCursor : Qt::ArrowCursor);
            underline(row);
            row.elided->setAccessibleDescription(fact.toolTip);
        } else {
            row.value->setText(fact.value);
            row.value->setToolTip(fact.toolTip);
            row.value->setAccessibleName(QStringLiteral("%1: %2").arg(fact.name, fact.value));
        }
    }
    for (std::size_t i = facts.size(); i < m_rows.size(); ++i) {
        m_rows[i].activated = nullptr;
        m_rows[i].name->hide();
        m_rows[i].value->hide();
        m_rows[i].elided->hide();
    }
    chainKeys();
    setVisible(!facts.empty());
}

void FactTable::chainKeys()
{
    // Rows are made when the window is long there, and would be reached after everything else in it. Qt gives a place
    // only beside what can have the focus itself.
    QWidget* last = m_rows.front().elided;
    last->setFocusPolicy(Qt::TabFocus);
    for (const Row& row : m_rows) {
        if (!row.activated || row.elided == last)
            continue;
        row.elided->setFocusPolicy(Qt::TabFocus);
        setTabOrder(last, row.elided);
        last = row.elided;
    }
    for (const Row& row : m_rows)
        row.elided->setFocusPolicy(row.activated ? Qt::TabFocus : Qt::NoFocus);
}

bool FactTable::eventFilter(QObject* watched, QEvent* event)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& one) { return one.elided == watched; });
    if (row == m_rows.end() || !row->activated)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::StyleChange)
        underline(*row); // another theme gives every widget its font anew
    // Pulled away from it before the button went up: somebody thought better of it.
    const bool clicked =
        isClick(*event) && row->elided->rect().contains(static_cast<QMouseEvent*>(event)->position().toPoint());
    if (!clicked && !isActivatingKey(*event))
        return QWidget::eventFilter(watched, event);
    row->activated();
    return true;
}

} // namespace vidimus::ui
