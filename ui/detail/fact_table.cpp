#include "ui/detail/fact_table.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>

#include "ui/common/elided_label.h"
#include "ui/common/format.h"

namespace vidimus::ui {

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
}

void FactTable::setNumeric()
{
    m_numeric = true;
}

FactTable::Row& FactTable::rowAt(std::size_t index)
{
    while (m_rows.size() <= index) {
        Row row;
        row.name = new QLabel(this);
        row.name->setObjectName(QStringLiteral("secondary"));
        row.name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        row.value = new QLabel(this);
        row.value->setWordWrap(!m_numeric);
        row.value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        row.value->setFocusPolicy(Qt::NoFocus);
        if (m_numeric) {
            row.value->setFont(format::tabular(font()));
            row.value->setAlignment(Qt::AlignRight);
        }
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
            row.elided->setFocusPolicy(fact.activated ? Qt::TabFocus : Qt::NoFocus);
            QFont font = this->font();
            font.setUnderline(fact.activated != nullptr);
            row.elided->setFont(font);
            row.elided->setAccessibleDescription(fact.toolTip);
        } else {
            row.value->setText(fact.value);
            row.value->setToolTip(fact.toolTip);
            row.value->setAccessibleName(QStringLiteral("%1: %2").arg(fact.name, fact.value));
        }
    }
    for (std::size_t i = facts.size(); i < m_rows.size(); ++i) {
        m_rows[i].name->hide();
        m_rows[i].value->hide();
        m_rows[i].elided->hide();
    }
    setVisible(!facts.empty());
}

bool FactTable::eventFilter(QObject* watched, QEvent* event)
{
    const bool clicked =
        event->type() == QEvent::MouseButtonRelease && static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton;
    const bool pressed = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Return;
    if (clicked || pressed) {
        for (const Row& row : m_rows) {
            if (row.elided == watched && row.activated) {
                row.activated();
                return true;
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vidimus::ui
