#include "ui/detail/caption_view.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include <QEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextCursor>

#include "ui/common/format.h"

namespace vidimus::ui {

namespace {

constexpr float kDoubtBelow = 0.5f;
constexpr int kWritingMargin = 6;

/// Tokens are pieces of words; a word is as doubtful as its least sure piece.
struct Word {
    QString text; ///< with the space before it
    std::optional<float> probability;
};

std::vector<Word> wordsOf(const Caption& caption)
{
    std::vector<Word> words;
    QString whole;
    for (const CaptionToken& token : caption.tokens) {
        const QString piece = format::text(token.text);
        if (piece.isEmpty())
            continue;
        whole += piece;
        if (words.empty() || piece.front().isSpace())
            words.push_back({piece, token.probability});
        else
            words.back() = {words.back().text + piece,
                            std::min(words.back().probability.value_or(1.f), token.probability)};
    }
    // The text is the authority: tokens that do not spell it (an edited caption, say) tell nothing about its words. Words
    // before those of the tokens were given to the model, not by it.
    const QString text = format::text(caption.text);
    if (words.empty() || !text.endsWith(whole))
        return whole.simplified() == text.simplified() ? words : std::vector<Word>{{text, std::nullopt}};
    if (text.size() > whole.size())
        words.insert(words.begin(), {text.left(text.size() - whole.size()), std::nullopt});
    return words;
}

} // namespace

CaptionView::CaptionView(QWidget* parent) : QTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Caption"));
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    setFont(format::readingSize(font()));
}

void CaptionView::setCaption(const Caption& caption)
{
    m_shown = caption;
    m_quiet.clear();
    write();
}

void CaptionView::setQuietText(const QString& text)
{
    m_quiet = text;
    write();
}

void CaptionView::edit(const QString& words)
{
    setReadOnly(false);
    setTextInteractionFlags(Qt::TextEditorInteraction);
    setProperty("editing", true);
    document()->setDocumentMargin(kWritingMargin);
    setCurrentCharFormat({});
    setPlainText(words);
    selectAll();
    setFrameShape(QFrame::StyledPanel);
    viewport()->setAutoFillBackground(true);
    setFocus(Qt::OtherFocusReason);
    fit();
}

void CaptionView::keep()
{
    if (!isEditing())
        return;
    const QString words = toPlainText().simplified();
    endEditing();
    Q_EMIT kept(words);
    Q_EMIT editingEnded();
}

void CaptionView::endEditing()
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setProperty("editing", false);
    document()->setDocumentMargin(0);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    write();
}

bool CaptionView::event(QEvent* event)
{
    // While one writes, Esc is not the window's.
    if (event->type() == QEvent::ShortcutOverride && isEditing() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QTextEdit::event(event);
}

void CaptionView::keyPressEvent(QKeyEvent* event)
{
    if (isEditing()) {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            keep();
            return;
        }
        if (event->key() == Qt::Key_Escape) {
            endEditing();
            Q_EMIT editingEnded();
            return;
        }
    }
    QTextEdit::keyPressEvent(event);
    if (isEditing())
        fit();
}

void CaptionView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (isEditing())
        QTextEdit::mouseDoubleClickEvent(event);
    else
        Q_EMIT editAsked();
}

void CaptionView::focusOutEvent(QFocusEvent* event)
{
    QTextEdit::focusOutEvent(event);
    const bool stays = event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason;
    if (!stays)
        keep();
}

void CaptionView::insertFromMimeData(const QMimeData* source)
{
    // Words only, on one line: a caption has no colours of its own.
    insertPlainText(source->text().simplified());
    fit();
}

void CaptionView::write()
{
    if (isEditing())
        return;
    clear();
    QTextCursor cursor(document());
    if (!m_quiet.isEmpty()) {
        QTextCharFormat quiet;
        quiet.setForeground(palette().color(QPalette::PlaceholderText));
        cursor.insertText(m_quiet, quiet);
        fit();
        return;
    }
    for (const Word& word : wordsOf(m_shown)) {
        const QTextCharFormat plain;
        QTextCharFormat style;
        if (word.probability && *word.probability < kDoubtBelow) {
            style.setUnderlineStyle(QTextCharFormat::DotLine);
            style.setToolTip(tr("the model was unsure here: %1").arg(format::percent(*word.probability)));
        } else if (word.probability) {
            style.setToolTip(tr("probability: %1").arg(format::percent(*word.probability)));
        }
        qsizetype spaces = 0;
        while (spaces < word.text.size() && word.text[spaces].isSpace())
            ++spaces;
        cursor.insertText(word.text.left(spaces), plain);
        cursor.insertText(word.text.mid(spaces), style);
    }
    fit();
}

QSize CaptionView::sizeHint() const
{
    return {200, static_cast<int>(std::ceil(document()->size().height())) + 2 * frameWidth()};
}

QSize CaptionView::minimumSizeHint() const
{
    return {60, sizeHint().height()};
}

void CaptionView::resizeEvent(QResizeEvent* event)
{
    QTextEdit::resizeEvent(event);
    fit();
}

void CaptionView::changeEvent(QEvent* event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
    else if (event->type() == QEvent::PaletteChange)
        write();
}

void CaptionView::fit()
{
    document()->setTextWidth(viewport()->width());
    const int height = sizeHint().height();
    if (height != this->height() || minimumHeight() != height)
        setFixedHeight(height);
}

} // namespace vidimus::ui
