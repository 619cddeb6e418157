// What the window does when asked: shortcuts, menus and the news they lead to. How it is put together is in
// main_window.cpp.
#include <algorithm>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>

#include "ui/activity/activity_strip.h"
#include "ui/activity/failure_panel.h"
#include "ui/common/edit_desk.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/reveal.h"
#include "ui/common/when_done.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/latency/latency_panel.h"
#include "ui/models/model_window.h"
#include "ui/review/review_page.h"
#include "ui/search/search_bar.h"
#include "ui/search/search_controller.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/import_desk.h"
#include "ui/shell/library_feed.h"
#include "ui/shell/main_window.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/view_menu.h"

namespace vidimus::ui {

void MainWindow::addActions()
{
    const auto add = [this](const QString& iconName, const QString& text, const QKeySequence& keys, auto slot) {
        auto* action = new QAction(iconName.isEmpty() ? QIcon() : icon(iconName), text, this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    auto* row = findChild<QHBoxLayout*>(QStringLiteral("searchRow"));

    QAction* addFiles =
        add(QStringLiteral("add"), tr("Add pictures"), QKeySequence::Open, [this] { m_desk->chooseFiles(); });
    QAction* addFolder =
        add({}, tr("Add a folder"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), [this] { m_desk->chooseFolder(); });
    auto* addMenu = new QMenu(this);
    addMenu->addAction(addFiles);
    addMenu->addAction(addFolder);
    QToolButton* addButton = iconButton(addFiles, this);
    addButton->setMenu(addMenu);
    addButton->setPopupMode(QToolButton::DelayedPopup);
    row->addWidget(addButton);

    QAction* side = add(QStringLiteral("side_pane"), tr("Library and folders"), QKeySequence(Qt::Key_F9),
                        [this] { toggleSideBar(); });
    QAction* details =
        add(QStringLiteral("detail_pane"), tr("Details"), QKeySequence(Qt::Key_F10), [this] { toggleDetail(); });
    row->addWidget(iconButton(side, this));
    row->addWidget(iconButton(details, this));

    auto* more = new QToolButton(this);
    more->setIcon(icon(QStringLiteral("more")));
    more->setIconSize(QSize(20, 20));
    more->setToolTip(tr("Order, size and colours"));
    more->setAccessibleName(more->toolTip());
    more->setMenu(m_viewMenu);
    more->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(more);
    m_viewMenu->addSeparator();
    m_viewMenu->addAction(
        add(QStringLiteral("latency"), tr("Latency"), QKeySequence(Qt::Key_F8), [this] { toggleLatency(); }));
    m_viewMenu->addAction(
        add({}, tr("Models…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M), [this] { m_models->open(); }));
    connect(m_viewMenu, &ViewMenu::orderChosen, this, &MainWindow::setOrder);
    connect(m_viewMenu, &ViewMenu::themeChosen, this, [this](ThemeChoice choice) {
        m_state.setTheme(choice);
        m_theme.choose(choice);
    });
    connect(m_viewMenu, &ViewMenu::rowHeightChosen, m_galleries, &GalleryStack::setRowHeight);
    connect(&m_galleries->library(), &GalleryView::rowHeightChanged, m_viewMenu, &ViewMenu::showRowHeight);

    add({}, tr("Search"), QKeySequence::Find, [this] { m_searchBar->focusField(); });
    add({}, tr("Keep this search"), QKeySequence(Qt::CTRL | Qt::Key_D), [this] { m_searchBar->askToSave(); });
    add({}, tr("Paste pictures"), QKeySequence::Paste, [this] { m_desk->pasteFromClipboard(); });
    add({}, tr("Step back"), QKeySequence(Qt::Key_Escape), [this] { stepBack(); });
    add({}, tr("Read the library again"), QKeySequence(Qt::Key_F5), [this] { m_feed->reload(); });
    const auto zoom = [this](int percent) {
        m_galleries->setRowHeight(m_galleries->library().rowHeight() * percent / 100);
    };
    add({}, tr("Larger pictures"), QKeySequence::ZoomIn, [zoom] { zoom(115); });
    add({}, tr("Smaller pictures"), QKeySequence::ZoomOut, [zoom] { zoom(87); });

    for (GalleryView* gallery : {&m_galleries->library(), &m_galleries->results()}) {
        auto* removal = new QAction(tr("Remove from the library"), gallery);
        removal->setShortcut(QKeySequence::Delete);
        removal->setShortcutContext(Qt::WidgetShortcut); // Del belongs to the text while one types
        connect(removal, &QAction::triggered, this, [this] {
            // In an album Del is about the album.
            if (const storage::Album* album = shownAlbum())
                m_editDesk->takeFromAlbum(*album, m_galleries->current().selectedIds());
            else
                confirmRemoval();
        });
        gallery->addAction(removal);
    }
    addAction(m_activity->pauseAction());
    addAction(m_activity->cancelAction());
}

void MainWindow::stepBack()
{
    if (m_galleries->isReviewing()) {
        if (!m_galleries->reviewPage().stepBack())
            m_sideBar->choose({});
        return;
    }
    if (m_failures->isVisible()) {
        m_failures->hide();
    } else if (m_latency->isAncestorOf(focusWidget())) {
        m_latency->close();
    } else if (!m_searchBar->isEmpty()) {
        m_searchBar->clear();
    } else if (!m_galleries->current().selectionModel()->selection().isEmpty()) {
        m_galleries->current().clearSelection();
        m_galleries->current().setCurrentIndex({});
    }
    m_searchBar->focusField();
}

void MainWindow::showPage()
{
    if (m_search->isActive() || m_galleries->isReviewing())
        return;
    const bool nothing = m_feed->isLoaded() && m_galleries->library().gallery().rowCount() == 0;
    if (nothing && m_feed->source().kind == Source::Kind::Folder && m_counts.photos > 0)
        m_galleries->showMessage(tr("Nothing in this folder"), tr("Its pictures were moved or removed."), {});
    else if (nothing && m_feed->source().kind == Source::Kind::Album && m_counts.photos > 0)
        m_galleries->showMessage(
            tr("Nothing in this album yet"),
            tr("Drag pictures onto it in the side bar, or choose “Add to an album” in their menu."), {});
    else if (nothing && m_feed->source().kind == Source::Kind::Tag && m_counts.photos > 0)
        m_galleries->showMessage(tr("No picture carries this tag"),
                                 tr("It was taken off, or its pictures were removed."), {});
    else if (nothing)
        m_galleries->showEmpty();
    else
        m_galleries->showLibrary();
}

void MainWindow::showResults(int count, const QString& reason, const QString& note)
{
    if (count > 0) {
        m_galleries->results().clearSelection();
        m_galleries->results().setCurrentIndex({});
        m_galleries->showResults();
        if (!note.isEmpty())
            m_activity->showNotice(note);
        if (!reason.isEmpty())
            m_activity->showNotice(reason);
    } else {
        m_galleries->showMessage(tr("Nothing found"), note.isEmpty() ? reason : reason + QLatin1Char('\n') + note,
                                 tr("Clear the search"));
    }
    tellIfSettled();
}

void MainWindow::showPicked()
{
    GalleryView& gallery = m_galleries->current();
    if (m_galleries->currentWidget() != &gallery) {
        m_detail->showNothing();
        return;
    }
    const QItemSelection selection = gallery.selectionModel()->selection();
    int count = 0;
    for (const QItemSelectionRange& range : selection)
        count += range.height();
    if (count == 0) {
        m_detail->showNothing();
    } else if (count == 1) {
        const int row = selection.first().top();
        m_detail->showOne(gallery.gallery().idAt(row),
                          static_cast<double>(gallery.gallery().photos()[static_cast<std::size_t>(row)].aspect));
    } else {
        m_detail->showMany(gallery.selectedIds());
    }
}

void MainWindow::refreshCounts()
{
    m_countsStale = true;
    if (m_countsTimer.isActive())
        return; // asked a moment ago: again when the rest is over
    askCounts();
    m_countsTimer.start();
}

void MainWindow::askCounts()
{
    m_countsStale = false;
    ++m_countsAsked;
    whenDone(this, m_services.catalogue.counts(), [this](const Result<storage::LibraryCounts>& counts) {
        --m_countsAsked;
        if (!counts)
            return;
        m_counts = *counts;
        m_sideBar->setCounts(*counts);
        m_detail->setHasPictures(counts->photos > 0);
        m_activity->setCounts(*counts);
        tellIfSettled();
    });
    whenDone(this, m_services.catalogue.folders(), [this](const Result<std::vector<storage::FolderCount>>& folders) {
        if (folders)
            m_sideBar->setFolders(*folders);
    });
}

void MainWindow::describeVisible()
{
    std::vector<PhotoId> waiting;
    std::copy_if(m_visible.begin(), m_visible.end(), std::back_inserter(waiting), [this](PhotoId id) {
        const storage::PhotoCard* card = m_cards->find(id);
        return card == nullptr || card->state == storage::DescribeState::Pending;
    });
    if (!waiting.empty())
        m_services.imports.describeFirst(std::move(waiting));
}

void MainWindow::setOrder(storage::SortOrder order)
{
    m_state.setOrder(order);
    m_feed->show(m_feed->source(), order);
}

void MainWindow::toggleSideBar()
{
    m_sideBar->setVisible(!m_sideBar->isVisible());
    m_state.setSideBarShown(m_sideBar->isVisible());
    fitPanes();
}

void MainWindow::toggleDetail()
{
    m_detail->setVisible(!m_detail->isVisible());
    m_state.setDetailShown(m_detail->isVisible());
    fitPanes();
}

void MainWindow::toggleLatency()
{
    if (m_latency->isVisible())
        m_latency->close();
    else
        m_latency->open();
}

void MainWindow::showMenu(const QPoint& globalPosition)
{
    GalleryView& gallery = m_galleries->current();
    const bool one = gallery.selectedIds().size() == 1;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool some = !gallery.selectedIds().empty();
    menu->addAction(icon(QStringLiteral("similar")), tr("More like this"), this, [this] { likeChosen(false); })
        ->setEnabled(some);
    menu->addAction(tr("Less like this"), this, [this] { likeChosen(true); })->setEnabled(some && m_search->isActive());
    if (&gallery == &m_galleries->results())
        menu->addAction(
                tr("Why this picture"), this,
                [this, globalPosition] { m_search->explain(m_galleries->current().currentId(), globalPosition); })
            ->setEnabled(one);
    menu->addAction(tr("Open"), this, &MainWindow::openCurrent)->setEnabled(one);
    menu->addAction(icon(QStringLiteral("reveal")), tr("Show in the file manager"), this, &MainWindow::revealCurrent)
        ->setEnabled(one);
    menu->addAction(icon(QStringLiteral("copy")), tr("Copy caption"), this, &MainWindow::copyCaptions);
    menu->addSeparator();
    addAlbumMenu(*menu);
    menu->addSeparator();
    QAction* removal = menu->addAction(icon(QStringLiteral("remove")), tr("Remove from the library…"), this,
                                       &MainWindow::confirmRemoval);
    if (shownAlbum() == nullptr)
        removal->setShortcut(QKeySequence::Delete);
    menu->popup(globalPosition);
}

/// Searches on from the pictures chosen.
void MainWindow::likeChosen(bool less)
{
    constexpr std::size_t kMost = 8; // more than can be seen in the bar, and their mean says less and less
    std::vector<SearchController::Example> examples;
    for (const PhotoId id : m_galleries->current().selectedIds()) {
        if (examples.size() == kMost)
            break;
        const storage::PhotoCard* card = m_cards->find(id);
        const ThumbnailCache::Thumbnail* thumbnail = m_thumbnails->find(id);
        examples.push_back({id, thumbnail != nullptr ? thumbnail->pixmap : QPixmap(),
                            card != nullptr ? format::fileName(card->path) : QString()});
    }
    if (less)
        m_search->lessLike(examples);
    else
        m_search->moreLike(examples);
}

void MainWindow::saveSearch(const QString& line)
{
    storage::Album album;
    album.name = line.left(60).toStdString();
    album.query = line.toStdString();
    m_services.edits.make({storage::PutAlbum{album, {}}}, tr("Kept the search “%1”").arg(line.left(60)));
    m_activity->showNotice(tr("Kept as an album: %1").arg(line.left(60)));
}

void MainWindow::openCurrent()
{
    if (const storage::PhotoCard* card = m_cards->find(m_galleries->current().currentId()))
        openWithSystem(card->path);
}

void MainWindow::revealCurrent()
{
    if (const storage::PhotoCard* card = m_cards->find(m_galleries->current().currentId()))
        revealInFileManager(card->path);
}

void MainWindow::copyCaptions()
{
    QStringList captions;
    for (const PhotoId id : m_galleries->current().selectedIds()) {
        if (const storage::PhotoCard* card = m_cards->find(id); card != nullptr && !card->words().empty())
            captions << format::text(card->words());
    }
    QGuiApplication::clipboard()->setText(captions.join(QLatin1Char('\n')));
}

void MainWindow::confirmRemoval()
{
    const std::vector<PhotoId> ids = m_galleries->current().selectedIds();
    if (ids.empty())
        return;
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::NoIcon);
    box->setWindowTitle(tr("Remove"));
    box->setText(tr("Remove %Ln picture(s) from the library?", nullptr, static_cast<int>(ids.size())));
    box->setInformativeText(
        tr("The files stay where they are. Captions and whatever else the library knows of them are "
           "forgotten; adding the files again makes them anew."));
    QPushButton* yes = box->addButton(tr("Remove"), QMessageBox::AcceptRole);
    yes->setAccessibleName(tr("Remove from the library"));
    QPushButton* no = box->addButton(QMessageBox::Cancel);
    no->setAccessibleName(tr("Keep them"));
    box->setDefaultButton(yes);
    box->setEscapeButton(no);
    connect(yes, &QPushButton::clicked, this, [this, ids] { remove(ids); });
    box->open();
}

void MainWindow::remove(const std::vector<PhotoId>& ids)
{
    whenDone(this, m_services.catalogue.remove(ids), [this, ids](const Result<int>& removed) {
        if (!removed) {
            m_activity->showNotice(format::text(removed.error().message));
            return;
        }
        m_galleries->library().gallery().remove(ids);
        m_galleries->results().gallery().remove(ids);
        m_cards->forget(ids);
        m_thumbnails->forget(ids);
        m_activity->showNotice(tr("Removed %Ln picture(s)", nullptr, *removed));
        showPage();
        refreshCounts();
        askTags();
        askAlbums();
    });
}

} // namespace vidimus::ui
