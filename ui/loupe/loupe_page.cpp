#include "ui/loupe/loupe_page.h"

#include <algorithm>
#include <array>

#include <QEvent>

#include "ui/common/format.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/loupe/original_cache.h"
#include "ui/loupe/picture_bar.h"
#include "ui/loupe/picture_view.h"
#include "ui/loupe/trouble_card.h"

namespace vidimus::ui {

namespace {

constexpr int kResizeRestMs = 80;
/// Words are fetched for so many on either side: going on must not wait for them.
constexpr int kCardsAround = 12;
/// A picture whose size is not known yet is laid out by its shape alone.
constexpr double kNominalHeight = 1000;

} // namespace

LoupePage::LoupePage(OriginalCache& originals, CardCache& cards, ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_originals(originals)
    , m_cards(cards)
    , m_thumbnails(thumbnails)
    , m_view(new PictureView(this))
    , m_bar(new PictureBar(this))
    , m_trouble(new TroubleCard(this))
{
    setObjectName(QStringLiteral("loupePage"));
    setAccessibleName(tr("Loupe"));
    setFocusProxy(m_view);
    setMouseTracking(true);
    m_view->setAccessibleName(tr("Picture"));
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(kResizeRestMs);
    connect(&m_askTimer, &QTimer::timeout, this, &LoupePage::askPictures);
    connect(m_view, &PictureView::zoomChanged, this, [this] {
        tellWords();
        if (m_view->needsWhole() && !m_askTimer.isActive())
            askPictures();
    });
    connect(m_view, &PictureView::menuAsked, this, &LoupePage::menuAsked);
    connect(m_view, &PictureView::dragAsked, this, &LoupePage::dragAsked);
    connect(m_trouble, &TroubleCard::revealAsked, this, &LoupePage::revealAsked);
    connect(m_trouble, &TroubleCard::removeAsked, this, &LoupePage::removeAsked);
    connect(m_bar, &PictureBar::awakened, this, [this](bool awake) {
        if (awake)
            unsetCursor();
        else
            setCursor(Qt::BlankCursor);
    });
    connect(&m_originals, &OriginalCache::ready, this, [this](PhotoId id) {
        if (m_gallery != nullptr && id == m_view->photo())
            takePicture();
    });
    connect(&m_originals, &OriginalCache::idle, this, &LoupePage::settled);
    connect(&m_thumbnails, &ThumbnailCache::ready, this, [this](PhotoId id) {
        const ThumbnailCache::Thumbnail* thumbnail = m_thumbnails.find(id);
        if (m_gallery != nullptr && id == m_view->photo() && thumbnail != nullptr)
            m_view->setThumbnail(thumbnail->pixmap);
    });
    connect(&m_cards, &CardCache::ready, this, [this](const QList<PhotoId>& ids) {
        if (m_gallery == nullptr || !ids.contains(m_view->photo()))
            return;
        if (m_view->zoom().isFit() && sizeOf(m_view->photo()) != m_view->zoom().picture())
            showPhoto(); // its true size came after it was laid out
        tellWords();
    });
}

void LoupePage::open(GalleryView& gallery)
{
    close();
    m_gallery = &gallery;
    const QAbstractItemModel& model = gallery.gallery();
    m_following = {connect(&gallery, &GalleryView::picked, this, &LoupePage::follow),
                   connect(&model, &QAbstractItemModel::rowsInserted, this, &LoupePage::follow),
                   connect(&model, &QAbstractItemModel::rowsRemoved, this, &LoupePage::follow)};
    follow();
    m_view->setFocus(Qt::OtherFocusReason);
}

void LoupePage::close()
{
    if (m_gallery == nullptr)
        return;
    for (const QMetaObject::Connection& connection : m_following)
        disconnect(connection);
    m_gallery = nullptr;
    m_view->clear();
    m_trouble->setProblem({}, {});
    m_originals.rest();
}

PhotoId LoupePage::photo() const
{
    return m_gallery != nullptr ? m_view->photo() : PhotoId{};
}

int LoupePage::row() const
{
    return m_gallery != nullptr ? m_gallery->currentIndex().row() : -1;
}

void LoupePage::follow()
{
    if (row() < 0) {
        Q_EMIT emptied();
        return;
    }
    if (m_gallery->currentId() != m_view->photo())
        showPhoto();
    else
        tellWords(); // its place may be another
}

QSizeF LoupePage::sizeOf(PhotoId photo) const
{
    const storage::PhotoCard* card = m_cards.find(photo);
    if (card != nullptr && card->width > 0 && card->height > 0)
        return QSizeF(card->width, card->height);
    const double aspect = static_cast<double>(m_gallery->gallery().photos()[static_cast<std::size_t>(row())].aspect);
    return {aspect * kNominalHeight, kNominalHeight};
}

void LoupePage::showPhoto()
{
    const PhotoId photo = m_gallery->currentId();
    const ThumbnailCache::Thumbnail* thumbnail = m_thumbnails.find(photo);
    m_view->show(photo, sizeOf(photo), thumbnail != nullptr ? thumbnail->pixmap : QPixmap());
    takePicture();
    tellWords();
    reload();
    askPictures();
    if (thumbnail == nullptr && !m_view->isSharp())
        m_thumbnails.want({{photo, m_view->pixelSize().scaled(400, 400, Qt::KeepAspectRatio)}}, 0);
}

void LoupePage::takePicture()
{
    const OriginalCache::Original* original = m_originals.find(m_view->photo());
    const QString problem = original != nullptr ? original->problem : QString();
    if (original != nullptr && !original->images.empty())
        m_view->setImages(original->images, original->whole || !original->wholeProblem.isEmpty());
    m_trouble->setProblem(m_bar->words().name, problem);
    tellWords();
}

void LoupePage::askPictures()
{
    if (m_gallery == nullptr || row() < 0)
        return;
    const GalleryModel& model = m_gallery->gallery();
    OriginalCache::Wishes wishes;
    wishes.shown = {m_view->photo()};
    if (m_view->needsWhole())
        wishes.whole = wishes.shown;
    for (const int step : m_forward ? std::array{1, -1} : std::array{-1, 1}) {
        if (const PhotoId neighbour = model.idAt(row() + step))
            wishes.ahead.push_back(neighbour);
    }
    wishes.pixels = m_view->pixelSize();
    m_originals.want(std::move(wishes));
}

void LoupePage::reload()
{
    if (m_gallery == nullptr)
        return;
    std::vector<PhotoId> around{m_view->photo()};
    for (int distance = 1; distance <= kCardsAround; ++distance) {
        for (const int at : {row() + distance, row() - distance}) {
            if (const PhotoId id = m_gallery->gallery().idAt(at))
                around.push_back(id);
        }
    }
    m_cards.want(around);
}

void LoupePage::tellWords()
{
    if (m_gallery == nullptr)
        return;
    PictureBar::Words words = PictureBar::wordsOf(m_cards.find(m_view->photo()));
    words.place = tr("%1 of %2").arg(format::count(row() + 1), format::count(m_gallery->gallery().rowCount()));
    const OriginalCache::Original* original = m_originals.find(m_view->photo());
    if (original == nullptr || original->problem.isEmpty())
        words.place += QStringLiteral(" · ") + format::percent(static_cast<float>(m_view->zoom().scale()));
    if (original != nullptr && !original->wholeProblem.isEmpty() && !m_view->zoom().isFit())
        words.place =
            tr("not at full resolution: %1").arg(original->wholeProblem) + QStringLiteral(" · ") + words.place;
    m_bar->setWords(words);
    m_view->setAccessibleDescription(m_bar->accessibleName());
}

bool LoupePage::perform(Command command)
{
    if (m_gallery == nullptr)
        return false;
    m_bar->wake();
    switch (command) {
    case Command::ActualSize:
        m_view->toggle();
        return true;
    case Command::ZoomIn:
    case Command::LargerPictures:
        m_view->step(1);
        return true;
    case Command::ZoomOut:
    case Command::SmallerPictures:
        m_view->step(-1);
        return true;
    case Command::Next:
        goTo(row() + 1);
        return true;
    case Command::Previous:
        goTo(row() - 1);
        return true;
    case Command::First:
        goTo(0);
        return true;
    case Command::Last:
        goTo(m_gallery->gallery().rowCount() - 1);
        return true;
    default:
        return false;
    }
}

void LoupePage::goTo(int row)
{
    row = std::clamp(row, 0, m_gallery->gallery().rowCount() - 1);
    if (row == this->row())
        return;
    m_forward = row > this->row();
    m_gallery->select(row);
}

void LoupePage::setFullScreen(bool full)
{
    m_full = full;
    m_view->setBlack(full);
    m_bar->setOverPicture(full);
    placeParts();
}

bool LoupePage::isSettled() const
{
    return m_gallery == nullptr || (m_originals.isIdle() && m_cards.isIdle() && !m_askTimer.isActive());
}

void LoupePage::placeParts()
{
    const int barHeight = m_bar->sizeHint().height();
    const QRect all = rect();
    const QRect picture = m_full ? all : all.adjusted(0, 0, 0, -barHeight);
    m_view->setGeometry(picture);
    m_bar->setGeometry(0, all.height() - barHeight, all.width(), barHeight);
    m_bar->raise();
    m_trouble->placeIn(picture);
}

void LoupePage::resizeEvent(QResizeEvent*)
{
    placeParts();
    if (m_gallery != nullptr)
        m_askTimer.start();
}

void LoupePage::mouseMoveEvent(QMouseEvent*)
{
    m_bar->wake();
}

void LoupePage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        placeParts();
    QWidget::changeEvent(event);
}

} // namespace vidimus::ui
