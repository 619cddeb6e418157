#include "ui/search/search_bar.h"

#include <QDragEnterEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include "ui/common/format.h"
#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/search/picture_chip.h"
#include "ui/search/search_field.h"

namespace vidimus::ui {

namespace {

constexpr int kRestMs = 120;

bool isSearchablePicture(const QMimeData& data)
{
    return data.hasFormat(photoMimeType()) || dropKind(data) == DropKind::Picture || localPaths(data).size() == 1;
}

} // namespace

SearchBar::SearchBar(QWidget* parent)
    : QWidget(parent)
    , m_frame(new QFrame(this))
    , m_field(new SearchField(m_frame))
    , m_chip(new PictureChip(m_frame))
    , m_clear(new QToolButton(m_frame))
    , m_times(new QPushButton(this))
{
    setAcceptDrops(true);
    setFocusProxy(m_field);
    m_frame->setObjectName(QStringLiteral("searchField"));
    m_frame->setMinimumHeight(34);

    auto* glass = new IconLabel(QStringLiteral("search"), m_frame);
    m_clear->setIcon(icon(QStringLiteral("close")));
    m_clear->setIconSize(QSize(16, 16));
    m_clear->setToolTip(
        tr("Clear the search (%1)").arg(QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)));
    m_clear->setAccessibleName(tr("Clear the search"));
    m_clear->hide();

    auto* inside = new QHBoxLayout(m_frame);
    inside->setContentsMargins(10, 0, 4, 0);
    inside->setSpacing(8);
    inside->addWidget(glass);
    inside->addWidget(m_chip);
    inside->addWidget(m_field, 1);
    inside->addWidget(m_clear);

    m_times->setObjectName(QStringLiteral("quietLink"));
    m_times->setFont(format::tabular(m_times->font()));
    m_times->setAccessibleName(tr("Time the search took"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_frame, 1);
    row->addWidget(m_times);
    m_times->hide();

    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &SearchBar::askNow);
    connect(m_field, &QLineEdit::textChanged, this, &SearchBar::onTextChanged);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        if (m_rest.isActive())
            askNow();
    });
    connect(m_field, &SearchField::pastePicturesAsked, this, &SearchBar::pastePicturesAsked);
    connect(m_field, &SearchField::galleryAsked, this, &SearchBar::galleryAsked);
    connect(m_field, &SearchField::focusChanged, this, &SearchBar::setLit);
    connect(m_clear, &QToolButton::clicked, this, [this] {
        clear();
        focusField();
    });
    connect(m_times, &QPushButton::clicked, this, &SearchBar::timesAsked);
    connect(m_chip, &PictureChip::removeAsked, this, [this] {
        m_picture = {};
        m_chip->hide();
        onTextChanged();
        focusField();
    });
}

search::Query SearchBar::query() const
{
    search::Query query = m_picture;
    query.text = m_field->text().trimmed().toStdString();
    return query;
}

bool SearchBar::isEmpty() const
{
    return m_field->text().trimmed().isEmpty() && m_picture.imageFile.empty() && !m_picture.likePhoto;
}

void SearchBar::setText(const QString& text)
{
    m_field->setText(text);
}

void SearchBar::insertText(const QString& text)
{
    focusField();
    m_field->deselect();
    m_field->end(false);
    m_field->insert(text);
}

void SearchBar::clear()
{
    if (isEmpty() && m_field->text().isEmpty())
        return;
    m_picture = {};
    m_chip->hide();
    const QSignalBlocker quiet(m_field);
    m_field->clear();
    onTextChanged();
}

void SearchBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
}

bool SearchBar::fieldHasFocus() const
{
    return m_field->hasFocus();
}

void SearchBar::setPicture(const search::Query& picture, const QPixmap& shown, const QString& name)
{
    m_picture = picture;
    m_picture.text.clear();
    m_clear->show();
    showPicture(shown, name);
    askNow();
}

void SearchBar::showPicture(const QPixmap& shown, const QString& name)
{
    m_chip->show(shown, name);
}

void SearchBar::onTextChanged()
{
    m_clear->setVisible(!m_field->text().isEmpty() || !isEmpty());
    if (isEmpty()) {
        m_rest.stop();
        hideTimes();
        Q_EMIT cleared();
        return;
    }
    m_rest.start();
}

void SearchBar::askNow()
{
    m_rest.stop();
    if (!isEmpty())
        Q_EMIT queryChanged();
}

void SearchBar::showTimes(int found, const search::Times& times)
{
    m_times->setText(tr("%Ln found · %1", nullptr, found).arg(format::milliseconds(times.totalMs)));
    m_times->setToolTip(tr("Words to vector: %1\nComparing: %2\nAll in all: %3\n\nClick for how long everything takes")
                            .arg(format::milliseconds(times.embedMs), format::milliseconds(times.indexMs),
                                 format::milliseconds(times.totalMs)));
    m_times->setAccessibleDescription(m_times->text());
    m_times->show();
}

void SearchBar::hideTimes()
{
    m_times->hide();
}

void SearchBar::setLit(bool lit)
{
    m_frame->setProperty("focused", lit);
    m_frame->style()->unpolish(m_frame);
    m_frame->style()->polish(m_frame);
}

void SearchBar::dragEnterEvent(QDragEnterEvent* event)
{
    if (!isSearchablePicture(*event->mimeData()))
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    setLit(true);
}

void SearchBar::dragLeaveEvent(QDragLeaveEvent*)
{
    setLit(m_field->hasFocus());
}

void SearchBar::dropEvent(QDropEvent* event)
{
    setLit(m_field->hasFocus());
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT pictureDropped(readDropped(*event->mimeData()));
}

} // namespace vidimus::ui
