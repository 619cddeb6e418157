#include "ui/loupe/compare_pane.h"

#include <QEvent>

#include "ui/loupe/picture_bar.h"
#include "ui/loupe/picture_view.h"
#include "ui/loupe/trouble_card.h"

namespace vidimus::ui {

ComparePane::ComparePane(QWidget* parent)
    : QWidget(parent), m_view(new PictureView(this)), m_bar(new PictureBar(this)), m_trouble(new TroubleCard(this))
{
    setFocusProxy(m_view);
    m_view->setAccessibleName(tr("Picture"));
    m_view->installEventFilter(this);
}

PhotoId ComparePane::photo() const
{
    return m_view->photo();
}

void ComparePane::setActive(bool active)
{
    m_view->setRing(active);
}

void ComparePane::setBlack(bool black)
{
    m_view->setBlack(black);
    m_bar->setOnBlack(black);
}

bool ComparePane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && (event->type() == QEvent::FocusIn || event->type() == QEvent::MouseButtonPress))
        Q_EMIT entered();
    return QWidget::eventFilter(watched, event);
}

void ComparePane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        placeParts();
}

void ComparePane::resizeEvent(QResizeEvent*)
{
    placeParts();
}

void ComparePane::placeParts()
{
    const int barHeight = m_bar->sizeHint().height();
    const QRect picture = rect().adjusted(0, 0, 0, -barHeight);
    m_view->setGeometry(picture);
    m_bar->setGeometry(0, height() - barHeight, width(), barHeight);
    m_trouble->placeIn(picture);
}

} // namespace vidimus::ui
