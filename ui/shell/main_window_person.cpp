// What a person says of pictures, and how it is taken back: marks, captions, tags, albums, the review. How the window is
// put together is in main_window.cpp.
#include <algorithm>

#include <QAction>
#include <QMenu>

#include "ui/activity/activity_strip.h"
#include "ui/common/edit_desk.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/when_done.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/keys/key_map.h"
#include "ui/loupe/look_stage.h"
#include "ui/review/review_page.h"
#include "ui/search/search_bar.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/library_feed.h"
#include "ui/shell/main_window.h"
#include "ui/shell/side_bar.h"

namespace vidimus::ui {

using services::EditNews;
using services::EditService;

void MainWindow::connectPerson()
{
    EditService& edits = m_services.edits;
    connect(&edits, &EditService::made, this, &MainWindow::takeEdit);
    connect(&edits, &EditService::failed, this, [this](const QString& reason) { m_activity->showNotice(reason); });
    connect(&edits, &EditService::idle, this, &MainWindow::tellIfSettled);
    connect(&edits, &EditService::historyChanged, this, [this, &edits] {
        action(Command::Undo)->setEnabled(edits.canUndo());
        action(Command::Redo)->setEnabled(edits.canRedo());
        action(Command::Undo)->setText(edits.canUndo() ? tr("Undo: %1").arg(edits.undoText()) : tr("Undo"));
        action(Command::Redo)->setText(edits.canRedo() ? tr("Redo: %1").arg(edits.redoText()) : tr("Redo"));
    });
    connect(m_detail, &DetailPane::left, this, [this] { focusPictures(); });
    connect(&m_galleries->reviewPage(), &ReviewPage::settled, this, &MainWindow::tellIfSettled);
    connect(&m_galleries->reviewPage(), &ReviewPage::leaveAsked, this, [this] { m_sideBar->choose({}); });
    connect(m_sideBar, &SideBar::photosDropped, this, &MainWindow::dropOnSideBar);
    connect(m_sideBar, &SideBar::menuAsked, this, &MainWindow::showSideBarMenu);
    connect(m_sideBar, &SideBar::renamed, this, [this](const Source& source, const QString& name) {
        if (source.kind == Source::Kind::Tag)
            m_editDesk->renameTag(format::text(source.tag), name);
        else if (const storage::AlbumCount* album = m_sideBar->places().album(source.album))
            m_editDesk->renameAlbum(album->album, name);
    });
}

void MainWindow::choose(const Source& source)
{
    if (m_galleries->isReviewing() && source.kind != Source::Kind::Review)
        endReview();
    if (source.kind == Source::Kind::Review) {
        m_searchBar->clear();
        beginReview();
        return;
    }
    const storage::AlbumCount* album = m_sideBar->places().album(source.album);
    if (album != nullptr && album->album.query) {
        m_searchBar->setText(format::text(*album->album.query));
        m_searchBar->askNow();
        return;
    }
    m_searchBar->clear();
    m_feed->show(source, m_state.order(), m_state.grouping());
}

void MainWindow::beginReview()
{
    m_detail->hide(); // the page says it all; as it was when the review ends
    fitPanes();
    m_galleries->showReview();
    m_galleries->reviewPage().begin();
}

void MainWindow::endReview()
{
    m_galleries->reviewPage().end();
    m_galleries->showLibrary();
    m_detail->setVisible(m_state.detailShown());
    fitPanes();
}

bool MainWindow::performMark(Command command)
{
    const std::vector<PhotoId> photos = m_stage->chosen();
    switch (command) {
    case Command::Rate0:
    case Command::Rate1:
    case Command::Rate2:
    case Command::Rate3:
    case Command::Rate4:
    case Command::Rate5:
        m_editDesk->rate(photos, static_cast<int>(command) - static_cast<int>(Command::Rate0));
        return true;
    case Command::Favourite:
        m_editDesk->toggleFavourite(photos);
        return true;
    case Command::Pick:
        m_editDesk->setFlag(photos, storage::Flag::Picked);
        return true;
    case Command::Reject:
        m_editDesk->setFlag(photos, storage::Flag::Rejected);
        return true;
    case Command::Unflag:
        m_editDesk->setFlag(photos, storage::Flag::None);
        return true;
    default:
        return false;
    }
}

void MainWindow::takeEdit(const EditNews& news)
{
    if (news.tagsChanged)
        askTags();
    if (news.albumsChanged)
        askAlbums();
    if (!news.photos.isEmpty())
        refreshCounts(); // how many are to be reviewed
    switch (news.kind) {
    case EditNews::Kind::Made:
        // One picture shows for itself what became of it.
        if (news.photos.size() > 1 || news.albumsChanged)
            m_activity->showNotice(m_keys->keyText(Command::Undo).isEmpty()
                                       ? news.text
                                       : tr("%1 · %2 takes it back").arg(news.text, m_keys->keyText(Command::Undo)));
        break;
    case EditNews::Kind::Undone:
        m_activity->showNotice(tr("Taken back: %1").arg(news.text));
        break;
    case EditNews::Kind::Redone:
        m_activity->showNotice(tr("Made again: %1").arg(news.text));
        break;
    }
}

void MainWindow::askTags()
{
    ++m_countsAsked;
    whenDone(this, m_services.catalogue.tags(), [this](const Result<std::vector<storage::TagCount>>& tags) {
        --m_countsAsked;
        if (tags) {
            m_sideBar->setTags(*tags);
            QStringList names;
            for (const storage::TagCount& tag : *tags)
                names << format::text(tag.name);
            m_detail->setKnownTags(names);
        }
        if (m_sideBar->source().kind == Source::Kind::Tag && !m_sideBar->places().holds(m_sideBar->source()))
            m_sideBar->choose({}); // renamed or gone
        tellIfSettled();
    });
}

void MainWindow::askAlbums()
{
    ++m_countsAsked;
    whenDone(this, m_services.catalogue.albums(), [this](const Result<std::vector<storage::AlbumCount>>& albums) {
        --m_countsAsked;
        if (albums)
            m_sideBar->setAlbums(*albums);
        if (m_sideBar->source().kind == Source::Kind::Album && !m_sideBar->places().holds(m_sideBar->source()))
            m_sideBar->choose({});
        if (m_renameNewAlbum && albums && !albums->empty()) {
            m_renameNewAlbum = false;
            const auto newest = std::max_element(albums->begin(), albums->end(),
                                                 [](const auto& a, const auto& b) { return a.album.id < b.album.id; });
            m_sideBar->rename(Source::ofAlbum(newest->album.id));
        }
        tellIfSettled();
    });
}

// ---- albums -----------------------------------------------------------------------------------------------------------

const storage::Album* MainWindow::shownAlbum() const
{
    if (m_galleries->isSearching() || m_feed->source().kind != Source::Kind::Album)
        return nullptr;
    const storage::AlbumCount* count = m_sideBar->places().album(m_feed->source().album);
    return count != nullptr ? &count->album : nullptr;
}

void MainWindow::newAlbumOfChosen(const std::vector<PhotoId>& photos)
{
    m_renameNewAlbum = m_sideBar->isVisible(); // named where it appears
    m_editDesk->newAlbum(tr("New album"), photos);
}

void MainWindow::dropOnSideBar(const Source& source, const std::vector<PhotoId>& photos)
{
    if (source.kind == Source::Kind::Tag)
        m_editDesk->addTags(photos, {format::text(source.tag)});
    else if (const storage::AlbumCount* album = m_sideBar->places().album(source.album))
        m_editDesk->addToAlbum(album->album, photos);
    else
        newAlbumOfChosen(photos);
}

void MainWindow::addAlbumMenu(QMenu& menu)
{
    const std::vector<PhotoId> photos = m_stage->chosen();
    QMenu* albums = menu.addMenu(icon(QStringLiteral("album")), tr("Add to an album"));
    for (const storage::AlbumCount& count : m_sideBar->places().albums()) {
        if (!count.album.query)
            albums->addAction(format::text(count.album.name).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                              [this, album = count.album, photos] { m_editDesk->addToAlbum(album, photos); });
    }
    albums->addSeparator();
    albums->addAction(icon(QStringLiteral("add")), tr("New album"), this, [this, photos] { newAlbumOfChosen(photos); });
    const storage::Album* shown = shownAlbum();
    if (shown == nullptr)
        return;
    for (const Command command : {Command::EarlierInAlbum, Command::LaterInAlbum})
        menu.addAction(m_keys->menuText(command), this, [this, command] { perform(command); });
    menu.addAction(m_keys->menuText(tr("Take out of the album"), Command::Remove), this,
                   [this, album = *shown, photos] { m_editDesk->takeFromAlbum(album, photos); });
}

void MainWindow::moveInAlbum(int places)
{
    const storage::Album* album = shownAlbum();
    if (album == nullptr)
        return;
    GalleryView& gallery = m_galleries->library();
    std::vector<PhotoId> order;
    for (const storage::PhotoRef& photo : gallery.gallery().photos())
        order.push_back(photo.id);
    std::vector<PhotoId> chosen = gallery.selectedIds();
    if (places > 0)
        std::reverse(chosen.begin(), chosen.end()); // who is in front moves first
    const std::vector<PhotoId> before = order;
    std::ptrdiff_t barrier = places < 0 ? 0 : static_cast<std::ptrdiff_t>(order.size()) - 1;
    for (const PhotoId photo : chosen) {
        const auto here = std::find(order.begin(), order.end(), photo) - order.begin();
        if (here == barrier) {
            barrier += places < 0 ? 1 : -1; // at the end already: those behind it stop there
            continue;
        }
        std::swap(order[static_cast<std::size_t>(here)], order[static_cast<std::size_t>(here + places)]);
    }
    if (order != before)
        m_editDesk->orderAlbum(*album, order);
}

void MainWindow::showSideBarMenu(const Source& source, const QPoint& globalPosition)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename"), this, [this, source] { m_sideBar->rename(source); })
        ->setShortcut(SideBar::kRenameKey);
    if (source.kind == Source::Kind::Tag) {
        menu->addAction(icon(QStringLiteral("remove")), tr("Delete the tag"), this,
                        [this, source] { m_editDesk->deleteTag(format::text(source.tag)); });
    } else if (const storage::AlbumCount* count = m_sideBar->places().album(source.album)) {
        menu->addAction(icon(QStringLiteral("remove")), tr("Delete the album"), this,
                        [this, album = count->album] { m_editDesk->deleteAlbum(album); });
    }
    menu->popup(globalPosition);
}

} // namespace vidimus::ui
