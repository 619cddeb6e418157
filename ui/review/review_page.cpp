#include "ui/review/review_page.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/confidence_dot.h"
#include "ui/common/edit_desk.h"
#include "ui/common/format.h"
#include "ui/common/lay_out_now.h"
#include "ui/common/when_done.h"
#include "ui/detail/candidate_list.h"
#include "ui/detail/caption_view.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/review/review_picture.h"

namespace vidimus::ui {

namespace {

constexpr int kWordsWidth = 640;
constexpr int kWordsLeast = 420;
constexpr int kPreviewRestMs = 60;

} // namespace

ReviewPage::ReviewPage(services::Services& services, ThumbnailCache& thumbnails, EditDesk& desk, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_thumbnails(thumbnails)
    , m_desk(desk)
    , m_progress(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_picture(new ReviewPicture(this))
    , m_words(new QWidget(this))
    , m_caption(new CaptionView(m_words))
    , m_dot(new ConfidenceDot(m_words))
    , m_confidence(new QLabel(m_words))
    , m_done(new QLabel(m_words))
    , m_candidates(new CandidateList(services, m_words))
    , m_keys(new QLabel(this))
    , m_end(new QLabel(this))
    , m_leave(new QPushButton(tr("Back to the library"), this))
{
    setObjectName(QStringLiteral("reviewPage"));
    setAccessibleName(tr("Captions to review"));
    setFocusPolicy(Qt::StrongFocus);
    buildParts();
    connectParts();
}

void ReviewPage::buildParts()
{
    m_progress->setFont(format::tabular(m_progress->font()));
    m_progress->setAccessibleName(tr("Progress of the review"));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the review"));
    m_caption->setAccessibleName(tr("Caption to review"));
    m_caption->setFocusPolicy(Qt::NoFocus); // the keys are the page's until one writes
    m_confidence->setFont(format::tabular(m_confidence->font()));
    m_confidence->setMinimumWidth(m_confidence->fontMetrics().horizontalAdvance(format::percent(1.f)));
    m_done->setObjectName(QStringLiteral("secondary"));
    m_keys->setObjectName(QStringLiteral("secondary"));
    m_keys->setFont(format::captionSize(m_keys->font()));
    m_keys->setWordWrap(true);
    m_keys->setAlignment(Qt::AlignHCenter);
    m_keys->setText(tr("Enter accepts · type new words, or F2 to mend these · Tab other captions · S or → skips · ← "
                       "goes back · Esc leaves"));
    m_end->setAlignment(Qt::AlignCenter);
    m_end->setWordWrap(true);
    m_end->setFont(format::titleSize(m_end->font()));

    auto* origin = new QHBoxLayout;
    origin->setSpacing(6);
    origin->addWidget(m_dot);
    origin->addWidget(m_confidence);
    origin->addSpacing(8);
    origin->addWidget(m_done, 1);
    auto* words = new QVBoxLayout(m_words);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(6);
    words->addWidget(m_caption);
    words->addLayout(origin);
    words->addWidget(m_candidates);
    m_words->setMaximumWidth(kWordsWidth);
    m_words->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    m_across = new QHBoxLayout;
    m_across->addWidget(m_words, 100);
    m_across->addStretch(1);

    auto* top = new QHBoxLayout;
    top->addWidget(m_bar, 1);
    top->addSpacing(12);
    top->addWidget(m_progress);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 8, 24, 16);
    column->setSpacing(12);
    column->addLayout(top);
    column->addWidget(m_picture, 1);
    column->addWidget(m_end, 1);
    column->addWidget(m_leave, 0, Qt::AlignHCenter);
    column->addLayout(m_across);
    column->addWidget(m_keys);
}

/// The words begin where the picture does, as long as that leaves them room to be read.
void ReviewPage::alignWords()
{
    const QRect shown = m_picture->shownRect();
    const int missing = std::max(0, std::min(kWordsLeast, m_picture->width()) - shown.width());
    const int left = shown.left() - missing / 2;
    const int right = m_picture->width() - 1 - shown.right() - missing / 2;
    m_across->setContentsMargins(std::max(0, left), 0, std::max(0, right), 0);
}

void ReviewPage::connectParts()
{
    connect(m_picture, &ReviewPicture::placed, this, &ReviewPage::alignWords);
    connect(m_picture, &ReviewPicture::changed, this, [this] {
        alignWords();
        layOutNow(*m_words); // what is painted next has its words in their place
    });
    connect(m_caption, &CaptionView::editAsked, this, &ReviewPage::editCaption);
    connect(m_caption, &CaptionView::kept, this, [this](const QString& words) {
        const QString model = format::text(m_details.card.caption);
        // Mended back to what the model said: that is to accept it.
        if (words.isEmpty() || words == model.simplified())
            m_desk.accept(m_details.card.id);
        else
            m_desk.setCaption(m_details.card.id, words, model);
        goOn();
    });
    connect(m_caption, &CaptionView::editingEnded, this, [this] { setFocus(Qt::OtherFocusReason); });
    connect(m_candidates, &CandidateList::chosen, this, [this](const QString& words) {
        if (words == format::text(m_details.card.caption))
            m_desk.accept(m_details.card.id);
        else
            m_desk.setCaption(m_details.card.id, words, format::text(m_details.card.caption));
        setFocus(Qt::OtherFocusReason);
        goOn();
    });
    connect(m_candidates, &CandidateList::changed, this, [this] {
        layOutNow(*m_candidates);
        tellIfSettled();
    });
    connect(m_leave, &QPushButton::clicked, this, &ReviewPage::leaveAsked);
    connect(&m_services.edits, &services::EditService::made, this, &ReviewPage::take);
    connect(&m_thumbnails, &ThumbnailCache::ready, this, [this](PhotoId id) {
        const ThumbnailCache::Thumbnail* thumbnail = m_thumbnails.find(id);
        if (isVisible() && id == photo() && !m_pictureShown && thumbnail != nullptr)
            m_picture->setPixmap(thumbnail->pixmap);
    });
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(kPreviewRestMs);
    connect(&m_previewTimer, &QTimer::timeout, this, &ReviewPage::askPreview);
}

QString ReviewPage::placeKey() const
{
    const QByteArray library = QByteArray::fromStdString(m_services.library.string());
    return QStringLiteral("ui/review/") +
           QString::fromLatin1(QCryptographicHash::hash(library, QCryptographicHash::Sha1).toHex().left(12));
}

void ReviewPage::begin()
{
    // Until the answer is there nothing can be judged: what is on show is of the time before.
    m_loaded = false;
    m_detailsShown = false;
    m_queue.clear();
    const quint64 ticket = ++m_ticket;
    setFocus(Qt::OtherFocusReason);
    whenDone(this, m_services.catalogue.toReview(), [this, ticket](const Result<std::vector<storage::PhotoRef>>& refs) {
        if (ticket != m_ticket)
            return;
        m_loaded = true;
        m_queue = refs ? *refs : std::vector<storage::PhotoRef>();
        const PhotoId last{m_services.settings.values().value(placeKey()).toLongLong()};
        const auto there =
            std::find_if(m_queue.begin(), m_queue.end(), [last](const auto& ref) { return ref.id == last; });
        goTo(there == m_queue.end() ? 0 : static_cast<std::size_t>(there - m_queue.begin()));
        if (!refs)
            m_end->setText(format::text(refs.error().message));
    });
}

void ReviewPage::end()
{
    m_caption->keep();
    m_preview.cancel();
    ++m_ticket;
    m_candidates->setPhoto({});
    if (!m_loaded)
        return; // left before the list was there: where one was is still true
    if (photo())
        m_services.settings.values().setValue(placeKey(), static_cast<qlonglong>(photo().value));
    else
        m_services.settings.values().remove(placeKey());
}

PhotoId ReviewPage::photo() const
{
    return m_position < m_queue.size() ? m_queue[m_position].id : PhotoId{};
}

QString ReviewPage::progressText() const
{
    return m_progress->text();
}

bool ReviewPage::isSettled() const
{
    return m_loaded && (!photo() || (m_detailsShown && m_pictureShown)) && !m_candidates->isBusy();
}

void ReviewPage::tellIfSettled()
{
    if (isSettled())
        Q_EMIT settled();
}

void ReviewPage::goTo(std::size_t position)
{
    m_position = std::min(position, m_queue.size());
    ++m_ticket;
    m_previewTimer.stop();
    m_preview.cancel(); // going through quickly must not leave a decode behind for each picture passed
    const bool atEnd = !photo();
    for (QWidget* part : {static_cast<QWidget*>(m_picture), m_words, static_cast<QWidget*>(m_keys),
                          static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_progress)})
        part->setVisible(!atEnd);
    m_end->setVisible(atEnd);
    m_leave->setVisible(atEnd);
    m_candidates->setPhoto(photo());
    if (atEnd) {
        showEnd();
        return;
    }
    m_bar->setRange(0, static_cast<int>(m_queue.size()));
    m_bar->setValue(static_cast<int>(m_position) + 1);
    m_progress->setText(tr("%1 of %2")
                            .arg(format::count(static_cast<std::int64_t>(m_position) + 1),
                                 format::count(static_cast<std::int64_t>(m_queue.size()))));
    m_detailsShown = false;
    m_pictureShown = m_next == photo() && !m_nextPicture.isNull();
    const ThumbnailCache::Thumbnail* thumbnail = m_thumbnails.find(photo());
    if (m_pictureShown)
        m_picture->setPixmap(m_nextPicture);
    else
        m_picture->setPixmap(thumbnail != nullptr ? thumbnail->pixmap : QPixmap());
    ask();
    if (m_pictureShown)
        fetchNext();
    else
        askPreview();
}

void ReviewPage::showEnd()
{
    m_end->setText(m_queue.empty()
                       ? tr("Nothing to review: every caption was accepted or mended, or no picture is described yet.")
                       : tr("That was the last one."));
    m_leave->setFocus(Qt::OtherFocusReason);
    tellIfSettled();
}

void ReviewPage::ask()
{
    const quint64 ticket = m_ticket;
    whenDone(this, m_services.catalogue.details(photo()), [this, ticket](const Result<storage::PhotoDetails>& details) {
        if (ticket != m_ticket)
            return;
        if (details)
            show(*details);
        else
            goOn(); // gone from the library meanwhile
    });
}

void ReviewPage::show(const storage::PhotoDetails& details)
{
    m_details = details;
    m_detailsShown = true;
    const storage::PersonMarks& marks = details.card.marks;
    if (marks.caption || !details.caption)
        m_caption->setCaption({details.card.words(), 0.f, {}});
    else
        m_caption->setCaption(details.caption->caption);
    m_dot->setVisible(!marks.caption);
    m_confidence->setVisible(!marks.caption);
    m_dot->setConfidence(details.card.confidence);
    m_confidence->setText(format::percent(details.card.confidence));
    m_done->setText(marks.caption      ? tr("your words")
                    : marks.reviewedAt ? tr("accepted")
                                       : format::text(details.card.modelName));
    m_candidates->setCurrent(format::text(details.card.words()));
    tellIfSettled();
}

void ReviewPage::askPreview()
{
    const quint64 ticket = m_ticket;
    if (!photo())
        return;
    m_preview.cancel();
    m_preview = m_services.catalogue.preview(photo(), m_picture->pixelSize());
    whenDone(this, m_preview, [this, ticket](const Result<QImage>& image) {
        if (ticket != m_ticket)
            return;
        if (image)
            m_picture->setPixmap(QPixmap::fromImage(*image));
        else
            m_picture->setProblem(format::text(image.error().message));
        m_pictureShown = true;
        fetchNext();
        tellIfSettled();
    });
}

void ReviewPage::fetchNext()
{
    if (m_position + 1 >= m_queue.size())
        return;
    const PhotoId next = m_queue[m_position + 1].id;
    m_next = next;
    m_nextPicture = {};
    m_preview = m_services.catalogue.preview(next, m_picture->pixelSize());
    whenDone(this, m_preview, [this, next](const Result<QImage>& image) {
        if (next == m_next && image)
            m_nextPicture = QPixmap::fromImage(*image);
    });
}

void ReviewPage::accept()
{
    if (!m_detailsShown)
        return; // what is not on show yet cannot be judged
    m_desk.accept(photo());
    goOn();
}

void ReviewPage::editCaption()
{
    if (photo() && m_detailsShown && !m_caption->isEditing())
        m_caption->edit(format::text(m_details.card.words()));
}

bool ReviewPage::stepBack()
{
    if (m_candidates->isOpen()) {
        m_candidates->close();
        setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

void ReviewPage::take(const services::EditNews& news)
{
    if (!isVisible() || news.photos.isEmpty())
        return;
    // Taken back: to where it happened.
    if (news.kind != services::EditNews::Kind::Made) {
        const auto there = std::find_if(m_queue.begin(), m_queue.end(),
                                        [&](const auto& ref) { return ref.id == news.photos.front(); });
        if (there != m_queue.end()) {
            goTo(static_cast<std::size_t>(there - m_queue.begin()));
            setFocus(Qt::OtherFocusReason);
        }
    } else if (photo() && news.photos.contains(photo())) {
        ask();
    }
}

void ReviewPage::keyPressEvent(QKeyEvent* event)
{
    const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    if (!photo() || !plain) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!event->isAutoRepeat()) // a key held a moment too long says nothing of the captions that follow
            accept();
        return;
    case Qt::Key_S:
    case Qt::Key_Right:
    case Qt::Key_Down:
        goOn();
        return;
    case Qt::Key_Left:
    case Qt::Key_Up:
        if (m_position > 0)
            goTo(m_position - 1);
        return;
    default:
        break;
    }
    const QString text = event->text();
    if (!text.isEmpty() && text.front().isPrint() && !text.front().isSpace() && m_detailsShown) {
        editCaption();
        m_caption->insertPlainText(text); // over what was there: all of it is selected
        return;
    }
    QWidget::keyPressEvent(event);
}

bool ReviewPage::focusNextPrevChild(bool next)
{
    if (!photo() || (!next && hasFocus()))
        return QWidget::focusNextPrevChild(next); // backwards leads out, as anywhere
    if (hasFocus()) {
        m_candidates->open();
        m_candidates->focusFirst();
    } else {
        setFocus(Qt::TabFocusReason);
    }
    return true;
}

void ReviewPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_nextPicture = {};
    if (isVisible() && photo())
        m_previewTimer.start();
}

} // namespace vidimus::ui
