#include "ui/loupe/look_stage.h"

#include <algorithm>

#include <QKeyEvent>

#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/keys/picture_keys.h"
#include "ui/loupe/compare_page.h"
#include "ui/loupe/loupe_page.h"
#include "ui/loupe/original_cache.h"
#include "ui/loupe/picture_view.h"
#include "ui/loupe/slide_page.h"
#include "ui/shell/gallery_stack.h"

namespace vidimus::ui {

namespace {

constexpr std::size_t kOriginalBytes = 512u << 20;

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
    , m_loupe(new LoupePage({*m_originals, cards, thumbnails}, this))
    , m_compare(new ComparePage({*m_originals, cards, thumbnails}, *m_keys, this))
    , m_slides(new SlidePage({*m_originals, cards, thumbnails}, keys, services.settings.values(), this))
{
    addWidget(&galleries);
    addWidget(m_loupe);
    addWidget(m_compare);
    addWidget(m_slides);
    connect(m_keys, &PictureKeys::asked, this, &LookStage::asked);
    for (GalleryView* gallery : {&galleries.library(), &galleries.results()}) {
        // With pictures chosen letters are about them; with none every letter begins a search.
        m_keys->watch(gallery, kGallery, [gallery](const QKeyEvent& event) {
            return PictureKeys::writes(event) && !gallery->selectionModel()->hasSelection();
        });
    }
    PictureView* view = &m_loupe->view();
    m_keys->watch(view, kLoupe,
                  [view](const QKeyEvent& event) { return PictureKeys::isArrow(event) && view->canPan(); });
    m_keys->watch(m_slides, kSlides);
    connect(m_slides, &SlidePage::leaveAsked, this, &LookStage::back);
    connect(m_slides, &SlidePage::advanced, this, &LookStage::chosenChanged);
    connect(m_slides, &SlidePage::settled, this, &LookStage::settled);
    connectPage(*m_loupe);
    connectPage(*m_compare);
    connect(m_compare, &ComparePage::activeChanged, this, &LookStage::chosenChanged);
    connect(&galleries, &GalleryStack::switched, this, &LookStage::back);
}

LookStage::~LookStage() = default;

template <typename Page>
void LookStage::connectPage(Page& page)
{
    // Looked at again a moment later: while a gallery is read anew it has no current picture for an instant.
    connect(
        &page, &Page::emptied, this,
        [this, &page] {
            if (page.isEmpty())
                back();
        },
        Qt::QueuedConnection);
    connect(&page, &Page::revealAsked, this, [this] { Q_EMIT asked(Command::Reveal); });
    connect(&page, &Page::removeAsked, this, [this] { Q_EMIT asked(Command::Remove); });
    connect(&page, &Page::menuAsked, this, &LookStage::menuAsked);
    connect(&page, &Page::dragAsked, this, &LookStage::dragAsked);
    connect(&page, &Page::settled, this, &LookStage::settled);
}

PhotoId LookStage::shown() const
{
    switch (m_look) {
    case Look::Loupe:
        return m_loupe->photo();
    case Look::Compare:
        return m_compare->active();
    case Look::Slides:
        return m_slides->photo();
    case Look::Galleries:
        break;
    }
    return {};
}

std::vector<PhotoId> LookStage::chosen() const
{
    if (const PhotoId photo = shown())
        return {photo};
    return m_galleries.current().selectedIds();
}

void LookStage::show(Look look)
{
    m_look = look;
    QWidget* pages[] = {&m_galleries, m_loupe, m_compare, m_slides};
    setCurrentWidget(pages[static_cast<int>(look)]);
    Q_EMIT lookChanged();
}

GalleryView* LookStage::galleryOnShow() const
{
    GalleryView& gallery = m_galleries.current();
    return m_galleries.currentWidget() == &gallery && gallery.gallery().rowCount() > 0 ? &gallery : nullptr;
}

void LookStage::leaveLook()
{
    std::vector<PhotoId> compared = m_compare->photos();
    const PhotoId active = m_look == Look::Slides ? m_slides->photo() : m_compare->active();
    GalleryView* gallery = m_look == Look::Slides ? m_slides->gallery() : m_compare->gallery();
    m_compare->close();
    m_loupe->close();
    m_slides->close();
    if (gallery == nullptr)
        return;
    // What was compared is what is chosen afterwards; a show of several chosen ones leaves them chosen.
    if (m_look == Look::Slides)
        compared = gallery->selectedIds().size() > 1 ? gallery->selectedIds() : std::vector<PhotoId>{active};
    QItemSelection selection;
    for (const PhotoId id : compared) {
        if (const int row = gallery->gallery().rowOf(id); row >= 0)
            selection.select(gallery->gallery().index(row), gallery->gallery().index(row));
    }
    gallery->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (const int row = gallery->gallery().rowOf(active); row >= 0)
        gallery->selectionModel()->setCurrentIndex(gallery->gallery().index(row), QItemSelectionModel::NoUpdate);
}

void LookStage::openLoupe()
{
    const PhotoId compared = m_look == Look::Compare ? m_compare->active() : PhotoId{};
    leaveLook();
    GalleryView* gallery = galleryOnShow();
    if (gallery == nullptr)
        return;
    const int row = compared ? gallery->gallery().rowOf(compared) : gallery->currentIndex().row();
    if (row < 0)
        return;
    gallery->select(row); // what is done here is done to the one on show
    show(Look::Loupe);
    m_loupe->open(*gallery);
}

void LookStage::openCompare()
{
    GalleryView* gallery = galleryOnShow();
    if (gallery == nullptr)
        return;
    std::vector<PhotoId> photos = chosen();
    if (photos.size() == 1) { // with the one that follows, or the one before at the end
        const GalleryModel& model = gallery->gallery();
        const int row = model.rowOf(photos.front());
        if (const PhotoId next = model.idAt(row + 1))
            photos.push_back(next);
        else if (const PhotoId before = model.idAt(row - 1))
            photos.insert(photos.begin(), before);
    }
    if (photos.size() < ComparePage::kLeast) {
        Q_EMIT notice(tr("Choose two to four pictures to compare."));
        return;
    }
    if (photos.size() > ComparePage::kMost) {
        Q_EMIT notice(tr("The first four of %Ln chosen picture(s)", nullptr, static_cast<int>(photos.size())));
        photos.resize(ComparePage::kMost);
    }
    leaveLook();
    show(Look::Compare);
    m_compare->open(*gallery, photos);
}

void LookStage::openSlides()
{
    GalleryView* gallery = galleryOnShow();
    if (gallery == nullptr)
        return;
    std::vector<PhotoId> photos = isOpen() ? std::vector<PhotoId>() : gallery->selectedIds();
    std::size_t first = 0;
    if (photos.size() < 2) { // all that is shown, from the one looked at
        const int row = shown() ? gallery->gallery().rowOf(shown()) : gallery->currentIndex().row();
        first = static_cast<std::size_t>(std::max(0, row));
        photos.clear();
        for (const storage::PhotoRef& photo : gallery->gallery().photos())
            photos.push_back(photo.id);
    }
    leaveLook();
    show(Look::Slides);
    m_slides->open(*gallery, std::move(photos), first);
}

void LookStage::back()
{
    if (!isOpen())
        return;
    const QWidget* focused = window()->focusWidget();
    const bool hadFocus = focused == nullptr || isAncestorOf(focused);
    leaveLook();
    show(Look::Galleries);
    GalleryView* gallery = galleryOnShow();
    if (gallery == nullptr)
        return;
    if (hadFocus) // and not whoever types a search or goes through the side bar
        gallery->setFocus(Qt::OtherFocusReason);
    gallery->scrollTo(gallery->currentIndex());
    gallery->reloadVisible();
}

bool LookStage::perform(Command command)
{
    switch (command) {
    case Command::Loupe:
        m_look == Look::Loupe ? back() : openLoupe();
        return true;
    case Command::Compare:
        m_look == Look::Compare ? back() : openCompare();
        return true;
    case Command::SlideShow:
        m_look == Look::Slides ? back() : openSlides();
        return true;
    case Command::ActualSize:
        if (!isOpen())
            openLoupe();
        break;
    default:
        break;
    }
    switch (m_look) {
    case Look::Loupe:
        return m_loupe->perform(command);
    case Look::Compare:
        return m_compare->perform(command);
    case Look::Slides:
        return m_slides->perform(command);
    case Look::Galleries:
        break;
    }
    return false;
}

void LookStage::setFullScreen(bool full)
{
    m_loupe->setFullScreen(full);
    m_compare->setFullScreen(full);
}

void LookStage::reload()
{
    m_loupe->reload();
    m_compare->reload();
}

bool LookStage::isSettled() const
{
    return m_loupe->isSettled() && m_compare->isSettled() && m_slides->isSettled();
}

} // namespace vidimus::ui
