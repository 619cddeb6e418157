#include "ui/shell/message_page.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/format.h"

namespace vidimus::ui {

MessagePage::MessagePage(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_text(new QLabel(this)), m_action(new QPushButton(this))
{
    m_title->setFont(format::titleSize(m_title->font()));
    m_text->setObjectName(QStringLiteral("secondary"));
    for (QLabel* label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    connect(m_action, &QPushButton::clicked, this, &MessagePage::actionAsked);
    auto* block = new QWidget(this);
    block->setMaximumWidth(440);
    block->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* lines = new QVBoxLayout(block);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(12);
    lines->addWidget(m_title);
    lines->addWidget(m_text);
    lines->addSpacing(4);
    lines->addWidget(m_action, 0, Qt::AlignHCenter);
    auto* across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(block, 100);
    across->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(32, 24, 32, 24);
    column->addStretch(2);
    column->addLayout(across);
    column->addStretch(3);
}

void MessagePage::setMessage(const QString& title, const QString& text, const QString& action)
{
    m_title->setText(title);
    m_text->setText(text);
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
}

QString MessagePage::title() const
{
    return m_title->text();
}

QString MessagePage::text() const
{
    return m_text->text();
}

} // namespace vidimus::ui
