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

} // namespace

LoupePage::LoupePage(const PictureSource& source, QWidget* parent)
    : QWidget(parent)
    , m_source(source)
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
    connect(&m_source.originals, &OriginalCache::ready, this, [this](PhotoId id) {
        if (m_gallery != nullptr && id == m_view->photo())
            takePicture();
    });
    connect(&m_source.originals, &OriginalCache::idle, this, &LoupePage::settled);
    connect(&m_source.thumbnails, &ThumbnailCache::ready, this, [this](PhotoId id) {
        const ThumbnailCache::Thumbnail* thumbnail = m_source.thumbnails.find(id);
        if (m_gallery != nullptr && id == m_view->photo() && thumbnail != nullptr)
            m_view->setThumbnail(thumbnail->pixmap);
    });
    connect(&m_source.cards, &CardCache::ready, this, [this](const QList<PhotoId>& ids) {
        if (m_gallery == nullptr || !ids.contains(m_view->photo()))
            return;
        if (m_source.isOutOfShape(*m_view, m_gallery->gallery()))
            showPhoto(m_view->photo());
        else
            takePicture(); // its name may be another
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
    m_source.originals.rest();
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
    if (const PhotoId photo = m_gallery->currentId(); photo != m_view->photo())
        showPhoto(photo);
    else
        tellWords(); // its place may be another
}

void LoupePage::showPhoto(PhotoId photo)
{
    m_source.show(photo, m_gallery->gallery(), *m_view);
    takePicture();
    reload();
    askPictures();
    if (m_source.thumbnails.find(photo) == nullptr && !m_view->isSharp())
        m_source.thumbnails.want({{photo, m_view->pixelSize().scaled(400, 400, Qt::KeepAspectRatio)}}, 0);
}

void LoupePage::takePicture()
{
    m_source.take(*m_view, *m_trouble);
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
    m_source.originals.want(std::move(wishes));
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
    m_source.cards.want(around);
}

void LoupePage::tellWords()
{
    if (m_gallery == nullptr)
        return;
    PictureBar::Words words = PictureBar::wordsOf(m_source.cards.find(m_view->photo()));
    words.place = tr("%1 of %2").arg(format::count(row() + 1), format::count(m_gallery->gallery().rowCount()));
    const OriginalCache::Original* original = m_source.originals.find(m_view->photo());
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
    return m_gallery == nullptr || (m_source.isIdle() && !m_askTimer.isActive());
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
