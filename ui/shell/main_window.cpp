#include "ui/shell/main_window.h"

#include <algorithm>

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QScreen>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/activity/activity_strip.h"
#include "ui/activity/failure_panel.h"
#include "ui/common/edit_desk.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/screen_room.h"
#include "ui/common/when_done.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/keys/key_map.h"
#include "ui/latency/latency_panel.h"
#include "ui/loupe/look_stage.h"
#include "ui/models/model_window.h"
#include "ui/models/stand_in_bar.h"
#include "ui/review/review_page.h"
#include "ui/search/search_bar.h"
#include "ui/search/search_controller.h"
#include "ui/shell/drop_overlay.h"
#include "ui/shell/empty_page.h"
#include "ui/shell/full_view.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/import_desk.h"
#include "ui/shell/library_feed.h"
#include "ui/shell/message_page.h"
#include "ui/shell/photo_carrier.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/view_menu.h"

namespace vidimus::ui {

namespace {

constexpr QSize kFirstSize(1280, 800);
constexpr int kSideBarWidth = 208;
constexpr int kSideBarLeast = 180; ///< "Zuletzt hinzugefügt" is whole
constexpr int kDetailWidth = 312;
constexpr int kDetailLeast = 236;
constexpr int kMiddleWidth = 520; ///< less only when the panes have no more to give
constexpr int kCountsRestMs = 250;
constexpr int kDescribeRestMs = 200;

/// Four screens full of thumbnails: what is on it, what is loaded above and below, and as much again.
std::size_t thumbnailBytes(const QScreen* screen)
{
    constexpr std::size_t kLeast = 64u << 20;
    const QSizeF pixels = screen != nullptr ? QSizeF(screen->size()) * screen->devicePixelRatio() : QSizeF(0, 0);
    return std::max(kLeast, static_cast<std::size_t>(pixels.width() * pixels.height()) * 4 * 4);
}

} // namespace

MainWindow::MainWindow(services::Services& services, Theme& theme, QWidget* parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_state(services.settings.values())
{
    setWindowTitle(tr("Vidimus"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/vidimus.svg")));
    setAcceptDrops(true);
    setMinimumSize(560, 400);
    m_theme.choose(m_state.theme());
    m_keys = new KeyMap(services.settings.values(), this);
    m_cards = std::make_unique<CardCache>(
        [this](std::vector<PhotoId> ids) { return m_services.catalogue.cards(std::move(ids)); });
    m_thumbnails = std::make_unique<ThumbnailCache>([this](PhotoId id) { return m_services.catalogue.thumbnail(id); },
                                                    thumbnailBytes(screen()));
    m_editDesk = new EditDesk(m_services, this);
    buildParts();
    m_feed = new LibraryFeed(m_services, m_galleries->library().gallery(), *m_cards, this);
    m_search = new SearchController(m_services, *m_searchBar, m_galleries->results().gallery(), this);
    m_desk = new ImportDesk(m_services, this);
    m_carrier = new PhotoCarrier(m_services, *m_cards, *m_thumbnails, this);
    connectParts();
    connectSearch();
    addActions();
    addButtons();
    connectPerson();
    connectLooks();
    restoreState();
    m_feed->show({}, m_state.order(), m_state.grouping());
    askCounts();
    askTags();
    askAlbums();
    m_services.imports.resumeUnfinished();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildParts()
{
    m_sideBar = new SideBar(this);
    m_searchBar = new SearchBar(m_services.search, this);
    m_galleries = new GalleryStack(m_services, *m_cards, *m_thumbnails, *m_editDesk, this);
    m_stage = new LookStage(m_services, *m_galleries, *m_cards, *m_thumbnails, *m_keys, this);
    m_detail = new DetailPane(m_services, *m_thumbnails, *m_editDesk, this);
    m_failures = new FailurePanel(m_services, this);
    m_latency = new LatencyPanel(
        m_services, [this] { return m_galleries->current().selectedIds(); }, this);
    m_activity = new ActivityStrip(m_services, this);
    m_standIn = new StandInBar(m_services, this);
    m_models = new ModelWindow(m_services, this);
    m_viewMenu = new ViewMenu(m_state, m_galleries->library().rowHeight(), this);

    auto* middle = new QWidget(this);
    m_searchRow = new QWidget(middle);
    auto* searchRow = new QHBoxLayout(m_searchRow);
    searchRow->setObjectName(QStringLiteral("searchRow"));
    searchRow->setContentsMargins(16, 12, 12, 8);
    searchRow->setSpacing(4);
    searchRow->addWidget(m_searchBar, 1);
    searchRow->addSpacing(8);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_searchRow);
    m_searchBar->problemLine().setContentsMargins(20, 0, 16, 8);
    column->addWidget(&m_searchBar->problemLine());
    column->addWidget(m_standIn);
    column->addWidget(m_stage, 1);

    m_panes = new QSplitter(Qt::Horizontal, this);
    m_panes->setHandleWidth(1);
    m_panes->setChildrenCollapsible(false);
    m_panes->addWidget(m_sideBar);
    m_panes->addWidget(middle);
    m_panes->addWidget(m_detail);
    m_panes->setStretchFactor(1, 1);
    m_sideBar->setMinimumWidth(kSideBarLeast);
    m_detail->setMinimumWidth(kDetailLeast);
    m_detail->setMaximumWidth(640);
    middle->setMinimumWidth(280);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_panes, 1);
    all->addWidget(m_failures);
    all->addWidget(m_latency);
    all->addWidget(m_activity);
    m_dropOverlay = new DropOverlay(m_stage);
    m_fullView = new FullView(
        *this,
        {m_searchRow, &m_searchBar->problemLine(), m_standIn, m_sideBar, m_detail, m_failures, m_latency, m_activity},
        this);
}

void MainWindow::connectParts()
{
    connectGallery(m_galleries->library());
    connectGallery(m_galleries->results());
    connect(m_galleries, &GalleryStack::switched, this, &MainWindow::showPicked);
    connect(m_sideBar, &SideBar::chosen, this, &MainWindow::choose);
    connect(m_viewMenu, &ViewMenu::groupingChosen, this, [this](Grouping grouping) {
        m_state.setGrouping(grouping);
        m_feed->show(m_feed->source(), m_state.order(), grouping);
    });

    connect(m_feed, &LibraryFeed::loaded, this, [this] {
        m_galleries->library().setGrouping(m_feed->grouping(), m_feed->goesByTime());
        m_viewMenu->offerTimeGroups(m_feed->goesByTime());
        showPage();
        tellIfSettled();
    });
    connect(m_feed, &LibraryFeed::failed, this, [this](const Error& error) {
        m_galleries->showMessage(tr("The library could not be read"), format::text(error.message), tr("Try again"));
    });
    connect(m_feed, &LibraryFeed::updated, this, [this] {
        m_searchBar->forgetNames();
        showPage();
        refreshCounts();
    });
    connect(m_feed, &LibraryFeed::changed, this, [this](const QList<PhotoId>& ids) {
        m_galleries->current().reloadVisible();
        m_stage->reload();
        m_detail->refresh(ids);
    });

    services::ImportService& imports = m_services.imports;
    connect(&imports, &services::ImportService::failuresChanged, this, &MainWindow::refreshCounts);
    connect(&imports, &services::ImportService::finished, this, [this] {
        refreshCounts();
        Q_EMIT importFinished();
    });
    connect(&imports, &services::ImportService::progressChanged, this, [this](const ingest::Progress& progress) {
        m_galleries->setDescribing(progress.state == ingest::Progress::State::Working &&
                                   progress.described < progress.toDescribe);
        tellIfSettled();
    });
    connect(m_carrier, &PhotoCarrier::notice, m_activity, &ActivityStrip::showNotice);
    connect(m_desk, &ImportDesk::notice, m_activity, &ActivityStrip::showNotice);
    connect(&m_galleries->emptyPage(), &EmptyPage::chooseAsked, m_desk, &ImportDesk::chooseFiles);
    connect(&m_galleries->emptyPage(), &EmptyPage::demoAsked, m_desk, &ImportDesk::addDemo);
    connect(m_activity, &ActivityStrip::problemsAsked, m_failures, &FailurePanel::open);
    connect(m_failures, &FailurePanel::closed, this, [this] {
        refreshCounts();
        m_searchBar->focusField();
    });
    connect(m_standIn, &StandInBar::modelsAsked, m_models, &ModelWindow::open);
    connect(&m_services.manager, &services::ModelManager::installed, this,
            [this](const QString& title) { m_activity->showNotice(tr("%1 is installed.").arg(title)); });
    connect(m_latency, &LatencyPanel::closed, m_searchBar, &SearchBar::focusField);
    connect(m_searchBar, &SearchBar::timesAsked, this, &MainWindow::toggleLatency);
    connect(m_detail, &DetailPane::similarAsked, this, [this](PhotoId photo, const QString& name) {
        const ThumbnailCache::Thumbnail* thumbnail = m_thumbnails->find(photo);
        m_search->findSimilar(photo, thumbnail != nullptr ? thumbnail->pixmap : QPixmap(), name);
    });
    connect(m_detail, &DetailPane::settled, this, &MainWindow::tellIfSettled);

    m_countsTimer.setSingleShot(true);
    m_countsTimer.setInterval(kCountsRestMs);
    connect(&m_countsTimer, &QTimer::timeout, this, [this] {
        if (m_countsStale)
            refreshCounts();
        tellIfSettled();
    });
    m_describeTimer.setSingleShot(true);
    m_describeTimer.setInterval(kDescribeRestMs);
    connect(&m_describeTimer, &QTimer::timeout, this, &MainWindow::describeVisible);
    m_settledTimer.setSingleShot(true);
    m_settledTimer.setInterval(0);
    connect(&m_settledTimer, &QTimer::timeout, this, [this] {
        if (isSettled())
            Q_EMIT settled();
    });
}

void MainWindow::connectGallery(GalleryView& gallery)
{
    connect(&gallery, &GalleryView::picked, this, [this, &gallery] {
        if (&gallery == &m_galleries->current())
            showPicked();
    });
    connect(&gallery, &GalleryView::typed, m_searchBar, &SearchBar::insertText);
    connect(&gallery, &QAbstractItemView::doubleClicked, m_stage, &LookStage::openLoupe);
    connect(&gallery, &GalleryView::dragAsked, this,
            [this, &gallery] { m_carrier->drag(gallery, gallery.selectedIds()); });
    connect(&gallery, &GalleryView::menuAsked, this, &MainWindow::showMenu);
    connect(&gallery, &GalleryView::settled, this, &MainWindow::tellIfSettled);
    connect(&gallery, &GalleryView::visibleChanged, this, [this](const std::vector<PhotoId>& ids) {
        m_visible = ids;
        m_describeTimer.start();
    });
}

void MainWindow::connectSearch()
{
    connect(m_searchBar, &SearchBar::pastePicturesAsked, m_desk, &ImportDesk::pasteFromClipboard);
    connect(m_searchBar, &SearchBar::galleryAsked, this, [this] {
        GalleryView& gallery = m_galleries->current();
        focusPictures();
        // With the focus alone a picture would be current and not chosen, and letters would begin a search.
        if (!gallery.selectionModel()->hasSelection() && gallery.gallery().rowCount() > 0)
            gallery.select(std::max(0, gallery.currentIndex().row()));
    });
    connect(m_searchBar, &SearchBar::saveAsked, this, &MainWindow::saveSearch);
    connect(&m_galleries->results(), &GalleryView::picked, m_search, [this] {
        if (m_galleries->results().currentIndex().isValid())
            m_search->remember();
    });
    connect(m_search, &SearchController::found, this, &MainWindow::showResults);
    connect(m_search, &SearchController::failed, this, [this](const Error& error) {
        m_galleries->showMessage(tr("The search did not work"), format::text(error.message), tr("Clear the search"));
        tellIfSettled();
    });
    connect(m_search, &SearchController::ended, this, &MainWindow::showPage);
    connect(&m_galleries->messagePage(), &MessagePage::actionAsked, this, [this] {
        if (m_search->isActive())
            m_searchBar->clear();
        else
            m_feed->reload();
        m_searchBar->focusField();
    });
}

void MainWindow::restoreState()
{
    if (!restoreGeometry(m_state.geometry()))
        resize(kFirstSize.boundedTo(screenRoom(*this)));
    const QList<int> widths = m_state.paneWidths();
    m_sideWidth = widths.size() == 2 && widths[0] >= kSideBarLeast ? widths[0] : kSideBarWidth;
    m_detailWidth = widths.size() == 2 && widths[1] >= kDetailLeast ? widths[1] : kDetailWidth;
    m_sideBar->setVisible(m_state.sideBarShown());
    m_detail->setVisible(m_state.detailShown());
    m_galleries->setRowHeight(m_state.rowHeight(m_galleries->library().rowHeight()));
    m_viewMenu->showRowHeight(m_galleries->library().rowHeight());
    connect(m_panes, &QSplitter::splitterMoved, this, [this] {
        const QList<int> sizes = m_panes->sizes();
        if (!m_sideBar->isHidden())
            m_sideWidth = sizes[0];
        if (!m_detail->isHidden())
            m_detailWidth = sizes[2];
    });
    fitPanes();
    m_searchBar->focusField();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_galleries->isReviewing())
        m_galleries->reviewPage().end();
    m_fullView->set(FullView::Extent::Part);
    m_state.setGeometry(saveGeometry());
    m_state.setPaneWidths({m_sideWidth, m_detailWidth});
    m_state.setRowHeight(m_galleries->library().rowHeight());
    QWidget::closeEvent(event);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_searchBar->focusField();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitPanes();
}

void MainWindow::fitPanes()
{
    // In a narrow window the pictures come first: the panes give what they can, the details before the folders.
    int side = m_sideBar->isHidden() ? 0 : m_sideWidth;
    int details = m_detail->isHidden() ? 0 : m_detailWidth;
    int missing = kMiddleWidth - (width() - side - details);
    const auto give = [&missing](int& pane, int least) {
        const int given = std::clamp(missing, 0, std::max(0, pane - least));
        pane -= given;
        missing -= given;
    };
    give(details, kDetailLeast);
    give(side, kSideBarLeast);
    m_panes->setSizes({side, std::max(1, width() - side - details), details});
}

bool MainWindow::isSettled() const
{
    const bool idle = m_services.imports.progress().state == ingest::Progress::State::Idle;
    const bool galleryShown = !m_stage->isOpen() && m_galleries->currentWidget() == &m_galleries->current();
    const bool reviewed = !m_galleries->isReviewing() || m_galleries->reviewPage().isSettled();
    return idle && m_services.edits.isIdle() && reviewed && m_feed->isSettled() && m_countsAsked == 0 &&
           !m_countsStale && !m_search->isBusy() && m_stage->isSettled() &&
           (!galleryShown || m_galleries->current().isSettled()) && (!m_detail->isVisible() || m_detail->isSettled());
}

void MainWindow::tellIfSettled()
{
    m_settledTimer.start(); // once for all the news of this round
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (dropKind(*event->mimeData()) == DropKind::Nothing)
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_dropOverlay->showFor(*event->mimeData());
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dropOverlay->leave();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_dropOverlay->leave();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_desk->take(readDropped(*event->mimeData()));
}

} // namespace vidimus::ui
