#include "ui/loupe/slide_page.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QStyle>

#include "ui/common/format.h"
#include "ui/common/motion.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/loupe/original_cache.h"
#include "ui/loupe/picture_bar.h"
#include "ui/loupe/slide_controls.h"

namespace vidimus::ui {

namespace {

const QString kSeconds = QStringLiteral("ui/slides/seconds");
const QString kLoops = QStringLiteral("ui/slides/loops");
constexpr int kUsualSeconds = 5;
constexpr int kResizeRestMs = 80;
constexpr std::size_t kAhead = 2;

int knownSeconds(int seconds)
{
    const auto& choices = SlideControls::kSeconds;
    return std::find(choices.begin(), choices.end(), seconds) != choices.end() ? seconds : kUsualSeconds;
}

} // namespace

SlidePage::SlidePage(const PictureSource& source, const KeyMap& keys, QSettings& settings, QWidget* parent)
    : QWidget(parent)
    , m_source(source)
    , m_settings(settings)
    , m_bar(new PictureBar(this))
    , m_controls(new SlideControls(keys, this))
    , m_loops(settings.value(kLoops, false).toBool())
{
    setObjectName(QStringLiteral("slidePage"));
    setAccessibleName(tr("Slide show"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::seconds(knownSeconds(settings.value(kSeconds, kUsualSeconds).toInt())));
    connect(&m_timer, &QTimer::timeout, this, &SlidePage::goOn);
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(kResizeRestMs);
    connect(&m_askTimer, &QTimer::timeout, this, &SlidePage::ask);
    m_fade.setStartValue(0.0);
    m_fade.setEndValue(1.0);
    m_fade.setDuration(kFadeMs);
    connect(&m_fade, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(m_bar, &PictureBar::awakened, this, [this](bool awake) {
        m_controls->setVisible(awake);
        setCursor(awake ? Qt::ArrowCursor : Qt::BlankCursor);
    });
    connect(m_controls, &SlideControls::pauseAsked, this, [this] { setPaused(!m_paused); });
    connect(m_controls, &SlideControls::secondsChosen, this, &SlidePage::setSeconds);
    connect(m_controls, &SlideControls::loopsChosen, this, &SlidePage::setLoops);
    connect(m_controls, &SlideControls::leaveAsked, this, &SlidePage::leaveAsked);
    connect(&m_source.originals, &OriginalCache::ready, this, [this](PhotoId id) {
        if (m_gallery != nullptr && id == photo())
            takePicture();
    });
    connect(&m_source.originals, &OriginalCache::idle, this, &SlidePage::settled);
    connect(&m_source.cards, &CardCache::ready, this, [this](const QList<PhotoId>& ids) {
        if (m_gallery != nullptr && ids.contains(photo()))
            tellWords();
    });
}

void SlidePage::open(GalleryView& gallery, std::vector<PhotoId> photos, std::size_t first)
{
    m_gallery = &gallery;
    m_photos = std::move(photos);
    m_paused = false;
    m_image = {};
    m_before = {};
    m_controls->setState(m_paused, static_cast<int>(interval().count() / 1000), m_loops);
    m_bar->setOverPicture(true);
    setFocus(Qt::OtherFocusReason);
    goTo(std::min(first, m_photos.size() - 1));
}

void SlidePage::close()
{
    if (m_gallery == nullptr)
        return;
    m_timer.stop();
    m_fade.stop();
    m_gallery = nullptr;
    m_photos.clear();
    m_image = {};
    m_before = {};
    m_source.originals.rest();
}

void SlidePage::goTo(std::size_t at)
{
    m_timer.stop();
    m_at = at;
    m_sharp = false;
    m_problem.clear();
    m_fade.stop();
    m_before = m_image;
    const ThumbnailCache::Thumbnail* thumbnail = m_source.thumbnails.find(photo());
    m_image = thumbnail != nullptr ? thumbnail->pixmap.toImage() : QImage();
    takePicture();
    if (motionAllowed() && isVisible() && !m_before.isNull())
        m_fade.start();
    std::vector<PhotoId> wanted{photo()};
    if (m_at + 1 < m_photos.size())
        wanted.push_back(m_photos[m_at + 1]);
    m_source.cards.want(wanted);
    ask();
    tellWords();
    Q_EMIT advanced(photo());
}

void SlidePage::ask()
{
    if (m_gallery == nullptr)
        return;
    OriginalCache::Wishes wishes;
    wishes.shown = {photo()};
    for (std::size_t ahead = 1; ahead <= std::min(kAhead, m_photos.size() - 1); ++ahead)
        wishes.ahead.push_back(m_photos[(m_at + ahead) % m_photos.size()]);
    wishes.pixels = size() * devicePixelRatioF();
    m_source.originals.want(std::move(wishes));
}

void SlidePage::takePicture()
{
    const OriginalCache::Original* original = m_source.originals.find(photo());
    if (original == nullptr)
        return;
    m_problem = original->problem;
    if (!original->images.empty())
        m_image = original->images.front();
    else if (!m_problem.isEmpty())
        m_image = {};
    m_sharp = true;
    if (!m_paused && !m_timer.isActive())
        m_timer.start();
    update();
}

void SlidePage::goOn()
{
    if (m_at + 1 < m_photos.size())
        goTo(m_at + 1);
    else if (m_loops)
        goTo(0);
    else
        setPaused(true); // the last one stays
}

void SlidePage::setPaused(bool paused)
{
    m_paused = paused;
    if (paused) {
        m_timer.stop();
    } else if (m_at + 1 == m_photos.size() && !m_loops) {
        goTo(0); // on from the end is anew
    } else if (m_sharp) {
        m_timer.start();
    }
    m_controls->setState(m_paused, static_cast<int>(interval().count() / 1000), m_loops);
    tellWords();
    m_bar->wake();
}

void SlidePage::setInterval(std::chrono::milliseconds interval)
{
    m_timer.setInterval(interval); // begins anew where it runs
    m_controls->setState(m_paused, static_cast<int>(interval.count() / 1000), m_loops);
    tellWords();
}

void SlidePage::setSeconds(int seconds)
{
    m_settings.setValue(kSeconds, seconds);
    setInterval(std::chrono::seconds(seconds));
    m_bar->wake();
}

void SlidePage::stepInterval(int by)
{
    const auto& choices = SlideControls::kSeconds;
    const auto here = std::find(choices.begin(), choices.end(), static_cast<int>(interval().count() / 1000));
    const auto index = here == choices.end() ? 0 : here - choices.begin();
    setSeconds(choices[static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(index + by, 0, static_cast<std::ptrdiff_t>(choices.size()) - 1))]);
}

void SlidePage::setLoops(bool loops)
{
    m_loops = loops;
    m_settings.setValue(kLoops, loops);
    m_controls->setState(m_paused, static_cast<int>(interval().count() / 1000), m_loops);
    tellWords();
    m_bar->wake();
}

bool SlidePage::perform(Command command)
{
    if (m_gallery == nullptr)
        return false;
    switch (command) {
    case Command::SlidesPause:
        setPaused(!m_paused);
        return true;
    case Command::SlidesSlower:
        stepInterval(1);
        return true;
    case Command::SlidesFaster:
        stepInterval(-1);
        return true;
    case Command::SlidesLoop:
        setLoops(!m_loops);
        return true;
    case Command::Next:
        goTo(m_at + 1 < m_photos.size() ? m_at + 1 : m_loops ? 0 : m_at);
        return true;
    case Command::Previous:
        goTo(m_at > 0 ? m_at - 1 : m_loops ? m_photos.size() - 1 : 0);
        return true;
    case Command::First:
        goTo(0);
        return true;
    case Command::Last:
        goTo(m_photos.size() - 1);
        return true;
    default:
        return false;
    }
}

void SlidePage::tellWords()
{
    if (m_gallery == nullptr)
        return;
    PictureBar::Words words = PictureBar::wordsOf(m_source.cards.find(photo()));
    words.place = tr("%1 of %2")
                      .arg(format::count(static_cast<std::int64_t>(m_at) + 1),
                           format::count(static_cast<std::int64_t>(m_photos.size())));
    if (m_paused)
        words.place += QStringLiteral(" · ") + tr("paused");
    m_bar->setWords(words);
    setAccessibleDescription(m_bar->accessibleName());
}

bool SlidePage::isSettled() const
{
    return m_gallery == nullptr || (m_source.originals.isIdle() && !m_askTimer.isActive());
}

// ---- painting ---------------------------------------------------------------------------------------------------------

void SlidePage::draw(QPainter& painter, const QImage& image) const
{
    if (image.isNull())
        return;
    const QSizeF view = QSizeF(size()) * devicePixelRatioF();
    QSizeF shape = image.size();
    shape.scale(view, Qt::KeepAspectRatio);
    QRectF place(QPointF(qRound((view.width() - shape.width()) / 2), qRound((view.height() - shape.height()) / 2)),
                 shape);
    if (std::abs(shape.width() - image.width()) < 1.5)
        painter.drawImage(place.topLeft(), image);
    else
        painter.drawImage(place, image);
}

void SlidePage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.scale(1.0 / devicePixelRatioF(), 1.0 / devicePixelRatioF());
    const bool fading = m_fade.state() == QAbstractAnimation::Running;
    const double shown = fading ? m_fade.currentValue().toDouble() : 1.0;
    if (fading) {
        painter.setOpacity(1 - shown);
        draw(painter, m_before);
    }
    painter.setOpacity(shown);
    draw(painter, m_image);
    painter.restore();
    if (!m_problem.isEmpty()) {
        painter.setPen(QColor(0xB0, 0xB0, 0xAC));
        painter.drawText(rect().adjusted(48, 48, -48, -48), Qt::AlignCenter | Qt::TextWordWrap, m_problem);
    }
}

void SlidePage::resizeEvent(QResizeEvent*)
{
    const int barHeight = m_bar->sizeHint().height();
    m_bar->setGeometry(0, height() - barHeight, width(), barHeight);
    m_controls->adjustSize();
    QRect place(QPoint(0, 0), m_controls->size());
    place.moveTopRight(rect().topRight() + QPoint(-16, 16));
    m_controls->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
    if (m_gallery != nullptr)
        m_askTimer.start();
}

void SlidePage::mouseMoveEvent(QMouseEvent*)
{
    m_bar->wake();
}

} // namespace vidimus::ui
