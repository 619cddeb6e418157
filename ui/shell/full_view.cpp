#include "ui/shell/full_view.h"

#include <utility>

#include <QWidget>

namespace vidimus::ui {

FullView::FullView(QWidget& window, std::vector<QWidget*> around, QObject* parent)
    : QObject(parent), m_window(window), m_around(std::move(around))
{}

void FullView::set(Extent extent)
{
    if (extent == m_extent)
        return;
    if (m_extent == Extent::Part) {
        for (QWidget* part : m_around) {
            if (!part->isHidden())
                m_hidden.push_back(part);
            part->hide();
        }
    } else if (extent == Extent::Part) {
        for (QWidget* part : std::exchange(m_hidden, {}))
            part->show();
    }
    m_extent = extent;
    const Qt::WindowStates others = m_window.windowState() & ~Qt::WindowFullScreen;
    m_window.setWindowState(extent == Extent::Screen ? others | Qt::WindowFullScreen : others);
    Q_EMIT changed();
}

} // namespace vidimus::ui
