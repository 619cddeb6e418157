#include "ui/search/query_chip.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

#include "ui/common/format.h"
#include "ui/common/icons.h"

namespace vidimus::ui {

namespace {

constexpr QSize kPictureSize(24, 20);
constexpr int kWidest = 180;

} // namespace

QueryChip::QueryChip(QWidget* parent)
    : QFrame(parent), m_picture(new QLabel(this)), m_label(new QLabel(this)), m_remove(new QToolButton(this))
{
    setObjectName(QStringLiteral("queryChip"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setFont(format::captionSize(font()));
    m_remove->setIcon(icon(QStringLiteral("close")));
    m_remove->setIconSize(QSize(12, 12));
    m_remove->setFocusPolicy(Qt::NoFocus);
    connect(m_remove, &QToolButton::clicked, this, &QueryChip::removeAsked);
    m_picture->hide();

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 1, 1, 1);
    row->setSpacing(4);
    row->addWidget(m_picture);
    row->addWidget(m_label);
    row->addWidget(m_remove);
}

void QueryChip::setText(const QString& text)
{
    m_text = text;
    showText();
}

void QueryChip::showText()
{
    const QString shown = m_label->fontMetrics().elidedText(m_text, Qt::ElideMiddle, kWidest);
    m_label->setText(m_against && !m_picture->isHidden() ? QStringLiteral("\u2212 ") + shown : shown);
    setAccessibleName(m_against ? tr("Not: %1").arg(m_text) : m_text);
    m_remove->setToolTip(tr("Search without this (Del)"));
    m_remove->setAccessibleName(tr("Search without %1").arg(m_text));
}

void QueryChip::setPicture(const QPixmap& picture)
{
    QPixmap small;
    if (!picture.isNull()) {
        const qreal ratio = devicePixelRatioF();
        small = picture.scaled(kPictureSize * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        small.setDevicePixelRatio(ratio);
    }
    m_picture->setPixmap(small);
    m_picture->setVisible(!small.isNull());
    layout()->setContentsMargins(small.isNull() ? 6 : 3, 1, 1, 1);
    showText();
}

void QueryChip::setAgainst(bool against)
{
    m_against = against;
    setProperty("against", against);
    style()->unpolish(this);
    style()->polish(this);
    showText();
}

void QueryChip::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        Q_EMIT removeAsked();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        if (m_editable)
            Q_EMIT editAsked();
        return;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool leftwards = (event->key() == Qt::Key_Left) == (layoutDirection() == Qt::LeftToRight);
        Q_EMIT stepAsked(leftwards ? -1 : 1);
        return;
    }
    case Qt::Key_Menu:
        Q_EMIT menuAsked(mapToGlobal(rect().bottomLeft()));
        return;
    default:
        QFrame::keyPressEvent(event);
    }
}

void QueryChip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        setFocus(Qt::MouseFocusReason);
    event->accept();
}

void QueryChip::mouseDoubleClickEvent(QMouseEvent* event)
{
    event->accept();
    if (m_editable)
        Q_EMIT editAsked();
}

void QueryChip::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT menuAsked(event->globalPos());
}

void QueryChip::focusInEvent(QFocusEvent* event)
{
    QFrame::focusInEvent(event);
    setLit(true);
}

void QueryChip::focusOutEvent(QFocusEvent* event)
{
    QFrame::focusOutEvent(event);
    setLit(false);
}

void QueryChip::setLit(bool lit)
{
    setProperty("lit", lit);
    style()->unpolish(this);
    style()->polish(this);
}

} // namespace vidimus::ui
