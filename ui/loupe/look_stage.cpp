#include "ui/loupe/look_stage.h"

#include <QKeyEvent>

#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/keys/picture_keys.h"
#include "ui/loupe/loupe_page.h"
#include "ui/loupe/original_cache.h"
#include "ui/loupe/picture_view.h"
#include "ui/shell/gallery_stack.h"

namespace vidimus::ui {

namespace {

constexpr std::size_t kOriginalBytes = 512u << 20;

bool isArrow(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        return (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
    default:
        return false;
    }
}

} // namespace

LookStage::LookStage(services::Services& services, GalleryStack& galleries, CardCache& cards,
                     ThumbnailCache& thumbnails, const KeyMap& keys, QWidget* parent)
    : QStackedWidget(parent)
    , m_galleries(galleries)
    , m_originals(std::make_unique<OriginalCache>(
          OriginalCache::Loads{[&services](PhotoId id, QSize pixels) { return services.catalogue.preview(id, pixels); },
                               [&services](PhotoId id) { return services.catalogue.whole(id); }},
          kOriginalBytes))
    , m_keys(new PictureKeys(keys, this))
    , m_loupe(new LoupePage(*m_originals, cards, thumbnails, this))
{
    addWidget(&galleries);
    addWidget(m_loupe);
    connect(m_keys, &PictureKeys::asked, this, &LookStage::asked);
    for (GalleryView* gallery : {&galleries.library(), &galleries.results()}) {
        // With pictures chosen letters are about them; with none every letter begins a search.
        m_keys->watch(gallery, kGallery, [gallery](const QKeyEvent& event) {
            return PictureKeys::writes(event) && !gallery->selectionModel()->hasSelection();
        });
    }
    PictureView* view = &m_loupe->view();
    m_keys->watch(view, kLoupe, [view](const QKeyEvent& event) { return isArrow(event) && view->canPan(); });
    connect(m_loupe, &LoupePage::emptied, this, &LookStage::back, Qt::QueuedConnection);
    connect(m_loupe, &LoupePage::revealAsked, this, [this] { Q_EMIT asked(Command::Reveal); });
    connect(m_loupe, &LoupePage::removeAsked, this, [this] { Q_EMIT asked(Command::Remove); });
    connect(m_loupe, &LoupePage::menuAsked, this, &LookStage::menuAsked);
    connect(m_loupe, &LoupePage::settled, this, &LookStage::settled);
    connect(&galleries, &GalleryStack::switched, this, &LookStage::back);
}

LookStage::~LookStage() = default;

std::vector<PhotoId> LookStage::chosen() const
{
    if (m_look == Look::Loupe && m_loupe->photo())
        return {m_loupe->photo()};
    return m_galleries.current().selectedIds();
}

void LookStage::show(Look look)
{
    m_look = look;
    setCurrentWidget(look == Look::Loupe ? static_cast<QWidget*>(m_loupe) : &m_galleries);
    Q_EMIT lookChanged();
}

void LookStage::openLoupe()
{
    GalleryView& gallery = m_galleries.current();
    if (m_galleries.currentWidget() != &gallery || !gallery.currentIndex().isValid())
        return;
    gallery.select(gallery.currentIndex().row()); // what is done here is done to the one on show
    show(Look::Loupe);
    m_loupe->open(gallery);
}

void LookStage::back()
{
    if (!isOpen())
        return;
    GalleryView* gallery = m_loupe->gallery();
    m_loupe->close();
    show(Look::Galleries);
    if (gallery == nullptr || m_galleries.currentWidget() != gallery)
        return;
    gallery->setFocus(Qt::OtherFocusReason);
    gallery->scrollTo(gallery->currentIndex());
    gallery->reloadVisible();
}

bool LookStage::perform(Command command)
{
    switch (command) {
    case Command::Loupe:
        isOpen() ? back() : openLoupe();
        return true;
    case Command::ActualSize:
        if (isOpen())
            break;
        openLoupe();
        return m_look == Look::Loupe && m_loupe->perform(command);
    default:
        break;
    }
    return m_look == Look::Loupe && m_loupe->perform(command);
}

void LookStage::setFullScreen(bool full)
{
    m_loupe->setFullScreen(full);
}

void LookStage::reload()
{
    if (m_look == Look::Loupe)
        m_loupe->reload();
}

bool LookStage::isSettled() const
{
    return m_loupe->isSettled();
}

} // namespace vidimus::ui
