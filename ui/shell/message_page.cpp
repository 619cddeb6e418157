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
        label->setMaximumWidth(480);
        label->setMinimumWidth(240);
    }
    connect(m_action, &QPushButton::clicked, this, &MessagePage::actionAsked);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(32, 24, 32, 24);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addWidget(m_text, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
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

} // namespace vidimus::ui
