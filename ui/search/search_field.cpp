#include "ui/search/search_field.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>

#include "ui/common/dropped.h"

namespace vidimus::ui {

SearchField::SearchField(QWidget* parent) : QLineEdit(parent)
{
    setFrame(false);
    setAcceptDrops(false); // the bar around it takes pictures
    setAccessibleName(tr("Search"));
    setPlaceholderText(tr("Search your pictures"));
}

bool SearchField::event(QEvent* event)
{
    // Tab and Esc mean something else elsewhere; while suggestions are shown they are for these.
    const bool early = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    const int key = early ? static_cast<QKeyEvent*>(event)->key() : 0;
    if (m_takeKey && (key == Qt::Key_Escape || key == Qt::Key_Tab)) {
        if (event->type() == QEvent::KeyPress && m_takeKey(key)) {
            event->accept();
            return true;
        }
        if (event->type() == QEvent::ShortcutOverride && m_takeKey(0)) {
            event->accept();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste)) {
        const QMimeData* clipboard = QGuiApplication::clipboard()->mimeData();
        const DropKind kind = clipboard != nullptr ? dropKind(*clipboard) : DropKind::Nothing;
        if (kind == DropKind::Files || kind == DropKind::Picture) {
            Q_EMIT pastePicturesAsked();
            return;
        }
    }
    const int key = event->key();
    if (key == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier)) {
        Q_EMIT historyAsked();
        return;
    }
    if (key == Qt::Key_Space && event->modifiers().testFlag(Qt::ControlModifier)) {
        Q_EMIT completionAsked();
        return;
    }
    if (m_takeKey && m_takeKey(key))
        return;
    if (key == Qt::Key_Down || key == Qt::Key_PageDown) {
        Q_EMIT galleryAsked();
        return;
    }
    if ((key == Qt::Key_Left || key == Qt::Key_Backspace) && cursorPosition() == 0 && !hasSelectedText()) {
        Q_EMIT chipsAsked();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::mousePressEvent(QMouseEvent* event)
{
    const bool hadFocus = hasFocus();
    QLineEdit::mousePressEvent(event);
    if (hadFocus && text().isEmpty() && event->button() == Qt::LeftButton)
        Q_EMIT historyAsked();
}

void SearchField::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void SearchField::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    Q_EMIT focusChanged(false);
}

} // namespace vidimus::ui
