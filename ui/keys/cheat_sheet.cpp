#include "ui/keys/cheat_sheet.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollBar>

#include "ui/common/format.h"
#include "ui/keys/cheat_sheet_page.h"
#include "ui/keys/key_map.h"

namespace vidimus::ui {

CheatSheet::CheatSheet(KeyMap& keys, QWidget* covered)
    : QScrollArea(covered), m_keys(keys), m_page(new CheatSheetPage(keys))
{
    setObjectName(QStringLiteral("cheatSheet"));
    setAccessibleName(tr("All keys"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setWidget(m_page);
    covered->installEventFilter(this);
    connect(&keys, &KeyMap::changed, this, [this] {
        describe();
        fit();
    });
    hide();
}

void CheatSheet::open()
{
    m_focusBefore = QApplication::focusWidget();
    describe();
    fit();
    verticalScrollBar()->setValue(0);
    raise();
    show();
    setFocus(Qt::PopupFocusReason);
}

void CheatSheet::close()
{
    if (!isVisible())
        return;
    const bool hadFocus = hasFocus();
    hide();
    if (hadFocus && m_focusBefore != nullptr)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
    Q_EMIT closed();
}

void CheatSheet::fit()
{
    setGeometry(parentWidget()->rect());
    // As large as there is room for without scrolling.
    m_page->setFont(format::readingSize(font()));
    if (m_page->heightFor(size()) > height())
        m_page->setFont(font());
    m_page->setRoom(size());
}

void CheatSheet::describe()
{
    setAccessibleDescription(m_page->spoken());
}

bool CheatSheet::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // no key does anything else while all of them are on show
        return true;
    }
    if (event->type() == QEvent::FocusOut)
        close();
    return QScrollArea::event(event);
}

void CheatSheet::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
        return; // alone it is no key yet
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        if (verticalScrollBar()->maximum() > 0) {
            QScrollArea::keyPressEvent(event);
            return;
        }
        break;
    default:
        break;
    }
    close();
}

void CheatSheet::mousePressEvent(QMouseEvent*)
{
    close();
}

bool CheatSheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        fit();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace vidimus::ui
