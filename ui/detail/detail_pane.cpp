#include "ui/detail/detail_pane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/confidence_dot.h"
#include "ui/common/edit_desk.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/lay_out_now.h"
#include "ui/common/origin_chip.h"
#include "ui/common/reveal.h"
#include "ui/common/when_done.h"
#include "ui/detail/candidate_list.h"
#include "ui/detail/caption_view.h"
#include "ui/detail/fact_table.h"
#include "ui/detail/person_panel.h"
#include "ui/detail/photo_facts.h"
#include "ui/detail/preview_view.h"
#include "ui/detail/tag_editor.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/keys/key_map.h"

namespace vidimus::ui {

namespace {

constexpr int kDetailsRestMs = 40;
constexpr int kPreviewRestMs = 140;
constexpr int kMargin = 16;

QToolButton* smallButton(const QString& iconName, const QString& text, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(20, 20));
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
}

} // namespace

DetailPane::DetailPane(services::Services& services, ThumbnailCache& thumbnails, EditDesk& desk, QWidget* parent)
    : QFrame(parent)
    , m_services(services)
    , m_thumbnails(thumbnails)
    , m_desk(desk)
    , m_pages(new QStackedWidget(this))
    , m_message(new QLabel(m_pages))
{
    setObjectName(QStringLiteral("detailPane"));
    setAccessibleName(tr("Details"));
    m_message->setObjectName(QStringLiteral("secondary"));
    m_message->setTextFormat(Qt::PlainText); // a reason may name a file
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setMargin(24);
    m_pages->addWidget(m_message);
    m_pages->addWidget(makePhotoPage());
    m_pages->addWidget(makeManyPage());
    for (PersonPanel* person : {m_person, m_personOfMany}) {
        connect(person, &PersonPanel::left, this, &DetailPane::left);
        connect(person, &PersonPanel::settled, this, [this, person] {
            layOutNow(person->tags());
            Q_EMIT settled();
        });
    }
    connectCaption();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);

    m_detailsTimer.setSingleShot(true);
    m_detailsTimer.setInterval(kDetailsRestMs);
    connect(&m_detailsTimer, &QTimer::timeout, this, &DetailPane::askDetails);
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(kPreviewRestMs);
    connect(&m_previewTimer, &QTimer::timeout, this, &DetailPane::askPreview);
    connect(&m_thumbnails, &ThumbnailCache::ready, this, [this](PhotoId id) {
        const ThumbnailCache::Thumbnail* thumbnail = m_thumbnails.find(id);
        if (id == m_photo && !m_previewShown && thumbnail != nullptr)
            m_picture->setPixmap(thumbnail->pixmap);
    });
    showNothing();
}

int DetailPane::scrollBarWidth() const
{
    return m_scroll->verticalScrollBar()->sizeHint().width();
}

QWidget* DetailPane::makePhotoPage()
{
    auto* scroll = new QScrollArea(m_pages);
    m_scroll = scroll;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget(scroll);
    m_page = page;

    m_picture = new PreviewView(page);
    m_caption = new CaptionView(page);
    m_modelSays = new CaptionView(page);
    m_modelSays->setAccessibleName(tr("The model's caption"));
    m_modelSays->setFont(font());
    m_candidates = new CandidateList(m_services, page);
    m_person = new PersonPanel(m_services, m_desk, page);
    m_back = new QPushButton(tr("Back to the model's words"), page);
    m_back->setObjectName(QStringLiteral("textLink"));
    m_origin = new QWidget(page);
    m_dot = new ConfidenceDot(m_origin);
    m_confidence = new QLabel(m_origin);
    m_confidence->setFont(format::tabular(m_confidence->font()));
    m_confidence->setToolTip(tr("How sure the model was of its own words: the geometric mean of the probabilities it "
                                "gave them. It says nothing about whether they are right."));
    m_chip = new OriginChip(m_origin);
    m_model = new QLabel(m_origin);
    m_model->setObjectName(QStringLiteral("secondary"));
    m_model->setTextFormat(Qt::PlainText);
    m_model->setMinimumWidth(20);
    auto* origin = new QHBoxLayout(m_origin);
    origin->setContentsMargins(0, 0, 0, 0);
    origin->setSpacing(6);
    origin->addWidget(m_dot);
    origin->addWidget(m_confidence);
    origin->addSpacing(4);
    origin->addWidget(m_chip);
    origin->addWidget(m_model, 1);

    m_facts = new FactTable({}, page);
    m_times = new FactTable(tr("Time taken"), page);
    m_times->setNumeric();
    m_times->setMaximumWidth(180);

    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(kMargin, kMargin, kMargin - scrollBarWidth(), kMargin);
    column->setSpacing(12);
    column->addWidget(m_picture);
    column->addWidget(m_caption);
    auto* model = new QVBoxLayout; // what the model said and how sure it was belong together
    model->setSpacing(4);
    model->addWidget(m_modelSays);
    model->addWidget(m_origin);
    model->addWidget(m_back, 0, Qt::AlignLeft);
    model->addWidget(m_candidates);
    column->addLayout(model);
    column->addWidget(m_person);
    column->addLayout(makeButtons(page));
    column->addWidget(m_facts);
    column->addSpacing(4);
    column->addWidget(m_times);
    column->addStretch(1);
    scroll->setWidget(page);
    return scroll;
}

QLayout* DetailPane::makeButtons(QWidget* page)
{
    m_similar = new QPushButton(icon(QStringLiteral("similar")), tr("Find similar"), page);
    m_similar->setIconSize(kIconBesideText);
    m_similar->setAccessibleName(m_similar->text());
    m_edit = smallButton(QStringLiteral("edit"), tr("Edit caption"), page);
    m_copy = smallButton(QStringLiteral("copy"), tr("Copy caption"), page);
    m_reveal = smallButton(QStringLiteral("reveal"), tr("Show in the file manager"), page);
    connect(m_similar, &QPushButton::clicked, this, [this] {
        if (m_photo)
            Q_EMIT similarAsked(m_photo, format::fileName(m_details.card.path));
    });
    connect(m_edit, &QToolButton::clicked, this, &DetailPane::editCaption);
    connect(m_reveal, &QToolButton::clicked, this, [this] { revealInFileManager(m_details.card.path); });
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(format::text(m_details.card.words())); });
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(4);
    buttons->addWidget(m_similar);
    buttons->addWidget(m_edit);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_reveal);
    buttons->addStretch(1);
    return buttons;
}

void DetailPane::useKeys(const KeyMap& keys)
{
    const auto tell = [this, &keys] {
        m_edit->setToolTip(keys.withKey(m_edit->accessibleName(), Command::EditCaption));
        m_copy->setToolTip(keys.withKey(m_copy->accessibleName(), Command::CopyCaption));
        m_reveal->setToolTip(keys.withKey(m_reveal->accessibleName(), Command::Reveal));
    };
    tell();
    connect(&keys, &KeyMap::changed, this, tell);
    m_person->useKeys(keys);
    m_personOfMany->useKeys(keys);
}

QWidget* DetailPane::makeManyPage()
{
    auto* page = new QWidget(m_pages);
    m_manyTitle = new QLabel(page);
    m_manyTitle->setFont(format::titleSize(m_manyTitle->font()));
    m_manyTitle->setWordWrap(true);
    m_personOfMany = new PersonPanel(m_services, m_desk, page);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(12);
    column->addWidget(m_manyTitle);
    column->addWidget(m_personOfMany);
    column->addStretch(1);
    return page;
}

void DetailPane::connectCaption()
{
    connect(m_caption, &CaptionView::editAsked, this, &DetailPane::editCaption);
    connect(m_caption, &CaptionView::kept, this, [this](const QString& words) {
        m_desk.setCaption(m_edited.card.id, words, format::text(m_edited.card.caption));
        // At once, and not when the library has it: what was typed must not blink.
        if (m_edited.card.id == m_photo && !words.isEmpty())
            m_caption->setCaption({words.toStdString(), 0.f, {}});
    });
    connect(m_caption, &CaptionView::editingEnded, this, &DetailPane::left);
    connect(m_back, &QPushButton::clicked, this, [this] { m_desk.backToModel({m_photo}); });
    connect(m_candidates, &CandidateList::chosen, this,
            [this](const QString& words) { m_desk.setCaption(m_photo, words, format::text(m_details.card.caption)); });
    connect(m_candidates, &CandidateList::changed, this, [this] {
        layOutNow(*m_candidates);
        if (isSettled())
            Q_EMIT settled();
    });
}

void DetailPane::editCaption()
{
    if (!m_photo || !m_detailsShown || m_caption->isEditing())
        return;
    m_edited = m_details;
    m_caption->edit(format::text(m_details.card.words()));
}

void DetailPane::editTags()
{
    if (m_pages->currentIndex() > 0)
        panel().focusTags();
}

PersonPanel& DetailPane::panel() const
{
    return m_photo ? *m_person : *m_personOfMany;
}

void DetailPane::setKnownTags(const QStringList& tags)
{
    m_person->setKnownTags(tags);
    m_personOfMany->setKnownTags(tags);
}

bool DetailPane::isSettled() const
{
    const bool person = m_person->isSettled() && m_personOfMany->isSettled() && !m_candidates->isBusy();
    const bool details = m_detailsShown && !m_detailsTimer.isActive() && m_detailsAnswered == m_detailsAsked;
    return person && (!m_photo || (details && m_previewShown));
}

void DetailPane::showNothing()
{
    m_caption->keep(); // somebody was writing and went elsewhere
    m_photo = {};
    m_preview.cancel();
    m_candidates->setPhoto({});
    m_person->setPhotos({});
    m_personOfMany->setPhotos({});
    m_message->setText(m_hasPictures ? tr("Choose a picture to see what is known of it.") : QString());
    m_pages->setCurrentIndex(0);
    Q_EMIT settled();
}

void DetailPane::setHasPictures(bool any)
{
    if (m_hasPictures == any)
        return;
    m_hasPictures = any;
    if (!m_photo)
        showNothing();
}

void DetailPane::showMany(std::vector<PhotoId> photos)
{
    if (m_photo || m_pages->currentIndex() != 2)
        showNothing();
    m_manyTitle->setText(tr("%Ln picture(s) selected", nullptr, static_cast<int>(photos.size())));
    m_personOfMany->setPhotos(std::move(photos));
    m_pages->setCurrentIndex(2);
}

void DetailPane::showOne(PhotoId photo, double aspect)
{
    if (photo == m_photo)
        return;
    m_caption->keep();
    m_photo = photo;
    m_personOfMany->setPhotos({});
    m_candidates->setPhoto(photo);
    m_person->setPhotos({photo});
    m_detailsShown = false;
    m_previewShown = false;
    m_preview.cancel();
    m_picture->setAspect(aspect);
    const ThumbnailCache::Thumbnail* thumbnail = m_thumbnails.find(photo);
    m_picture->setPixmap(thumbnail != nullptr ? thumbnail->pixmap : QPixmap());
    m_detailsTimer.start();
    m_previewTimer.start();
}

void DetailPane::refresh(const QList<PhotoId>& changed)
{
    if (m_photo && changed.contains(m_photo) && !m_detailsTimer.isActive())
        m_detailsTimer.start();
    m_person->refresh(changed);
    m_personOfMany->refresh(changed);
}

void DetailPane::askDetails()
{
    const PhotoId photo = m_photo;
    if (!photo)
        return;
    const quint64 ticket = ++m_detailsAsked;
    const auto take = [this, photo, ticket](const Result<storage::PhotoDetails>& details) {
        if (ticket != m_detailsAsked)
            return; // asked again since: of two workers the later question may be answered first
        m_detailsAnswered = ticket;
        if (photo != m_photo)
            return;
        if (details) {
            show(*details);
        } else {
            showNothing();
            m_message->setText(QString::fromStdString(details.error().message));
        }
    };
    whenDone(this, m_services.catalogue.details(photo), take);
}

void DetailPane::askPreview()
{
    const PhotoId photo = m_photo;
    if (!photo)
        return;
    m_preview.cancel();
    m_preview = m_services.catalogue.preview(photo, m_picture->pixelSize());
    whenDone(this, m_preview, [this, photo](const Result<QImage>& image) {
        if (photo != m_photo)
            return;
        if (image)
            m_picture->setPixmap(QPixmap::fromImage(*image));
        else if (image.error().code != ErrorCode::Cancelled)
            m_picture->setProblem(QString::fromStdString(image.error().message));
        m_previewShown = true;
        if (isSettled())
            Q_EMIT settled();
    });
}

void DetailPane::show(const storage::PhotoDetails& details)
{
    m_details = details;
    m_detailsShown = true;
    showCaption(details);
    m_facts->setFacts(fileFacts(details));
    m_times->setFacts(timeFacts(details.times));
    m_pages->setCurrentIndex(1);
    if (isSettled())
        Q_EMIT settled();
}

void DetailPane::showCaption(const storage::PhotoDetails& details)
{
    const bool described = details.caption.has_value() && !details.caption->caption.text.empty();
    const std::optional<std::string>& own = details.card.marks.caption;
    m_origin->setVisible(described);
    m_candidates->setVisible(described || own);
    m_modelSays->setVisible(described && own);
    m_back->setVisible(own.has_value());
    m_copy->setEnabled(described || own);
    m_similar->setEnabled(!details.embeddingModel.empty());
    m_similar->setToolTip(details.embeddingModel.empty() ? tr("This picture has not been looked at by the model yet.")
                                                         : tr("Pictures that look like this one"));
    m_candidates->setCurrent(format::text(details.card.words()));
    if (own)
        m_caption->setCaption({*own, 0.f, {}});
    else if (!described)
        m_caption->setQuietText(details.card.state == storage::DescribeState::Failed
                                    ? tr("Could not be described: %1").arg(format::text(details.card.problem))
                                    : tr("Not described yet."));
    if (described)
        showModelWords(*details.caption, own ? *m_modelSays : *m_caption);
}

void DetailPane::showModelWords(const storage::StoredCaption& stored, CaptionView& view)
{
    view.setCaption(stored.caption);
    m_dot->setConfidence(stored.caption.confidence);
    m_confidence->setText(format::percent(stored.caption.confidence));
    // Why it is this model is known of the one in use only: the words may be another's.
    const services::RoleStatus& inUse = m_services.engine.captions;
    const bool current = stored.origin == inUse.origin && stored.modelName == inUse.model;
    m_chip->setOrigin(stored.origin, current ? format::text(inUse.reason) : QString());
    // The mock's name is what the chip says already.
    const QString model = format::text(stored.modelName);
    m_model->setText(model == m_chip->text() ? QString() : model);
}

void DetailPane::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    // As wide with the scroll bar as without: the picture's height follows its width, and must not decide whether a bar
    // is needed that changes the width.
    m_page->setFixedWidth(width() - scrollBarWidth());
    if (m_photo)
        m_previewTimer.start();
}

} // namespace vidimus::ui
