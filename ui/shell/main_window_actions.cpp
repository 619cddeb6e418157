// Which page is on show, what is chosen, and the counts: the news that the window passes on. How it is put together is in
// main_window.cpp.
#include <algorithm>

#include "ui/activity/activity_strip.h"
#include "ui/common/format.h"
#include "ui/common/when_done.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/loupe/look_stage.h"
#include "ui/search/search_controller.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/library_feed.h"
#include "ui/shell/main_window.h"
#include "ui/shell/side_bar.h"

namespace vidimus::ui {

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
    if (const int row = gallery.gallery().rowOf(m_stage->shown()); m_stage->isOpen() && row >= 0) {
        m_detail->showOne(m_stage->shown(),
                          static_cast<double>(gallery.gallery().photos()[static_cast<std::size_t>(row)].aspect));
        m_visible = {m_stage->shown()}; // looked at: described before those of the gallery
        m_describeTimer.start();
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
    m_feed->show(m_feed->source(), order, m_state.grouping());
}

} // namespace vidimus::ui
