#include "ui/loupe/trouble_card.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/icon_label.h"
#include "ui/common/icons.h"

namespace vidimus::ui {

namespace {

constexpr int kWidest = 420;

} // namespace

TroubleCard::TroubleCard(QWidget* parent) : QWidget(parent), m_name(new QLabel(this)), m_reason(new QLabel(this))
{
    auto* sign = new IconLabel(QStringLiteral("broken"), this);
    for (QLabel* label : {m_name, m_reason}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
    }
    m_reason->setObjectName(QStringLiteral("secondary"));
    auto* reveal = new QPushButton(icon(QStringLiteral("reveal")), tr("Show in the file manager"), this);
    auto* remove = new QPushButton(icon(QStringLiteral("remove")), tr("Remove from the library…"), this);
    connect(reveal, &QPushButton::clicked, this, &TroubleCard::revealAsked);
    connect(remove, &QPushButton::clicked, this, &TroubleCard::removeAsked);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(sign, 0, Qt::AlignHCenter);
    column->addWidget(m_name);
    column->addWidget(m_reason);
    column->addSpacing(8);
    column->addWidget(reveal, 0, Qt::AlignHCenter);
    column->addWidget(remove, 0, Qt::AlignHCenter);
    setObjectName(QStringLiteral("troubleCard"));
    setAttribute(Qt::WA_StyledBackground); // a ground of its own: there may be black around it
    hide();
}

void TroubleCard::setProblem(const QString& name, const QString& problem)
{
    m_name->setText(name);
    m_reason->setText(problem);
    setAccessibleName(problem.isEmpty() ? QString() : tr("%1 cannot be shown: %2").arg(name, problem));
    setVisible(!problem.isEmpty());
    placeIn(m_area);
}

void TroubleCard::placeIn(const QRect& area)
{
    m_area = area;
    const int width = std::min(kWidest, area.width());
    const int height = layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : sizeHint().height();
    QRect place(0, 0, width, std::min(height, area.height()));
    place.moveCenter(area.center());
    setGeometry(place);
}

} // namespace vidimus::ui
