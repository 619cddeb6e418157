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
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_PageDown) {
        Q_EMIT galleryAsked();
        return;
    }
    QLineEdit::keyPressEvent(event);
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
