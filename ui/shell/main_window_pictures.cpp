// What is done with the chosen pictures: their menu, copying, showing where they lie, removal.
#include <algorithm>

#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include "ui/activity/activity_strip.h"
#include "ui/common/edit_desk.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/reveal.h"
#include "ui/common/when_done.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/keys/key_map.h"
#include "ui/loupe/look_stage.h"
#include "ui/loupe/original_cache.h"
#include "ui/search/search_controller.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/main_window.h"
#include "ui/shell/photo_carrier.h"

namespace vidimus::ui {

void MainWindow::showMenu(const QPoint& globalPosition)
{
    GalleryView& gallery = m_galleries->current();
    const std::vector<PhotoId> chosen = m_stage->chosen();
    const bool one = chosen.size() == 1;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool some = !chosen.empty();
    const auto add = [this, menu](const QString& iconName, Command command) {
        return menu->addAction(iconName.isEmpty() ? QIcon() : icon(iconName), m_keys->menuText(command), this,
                               [this, command] { perform(command); });
    };
    add(QStringLiteral("similar"), Command::MoreLike)->setEnabled(some);
    add({}, Command::LessLike)->setEnabled(some && m_search->isActive());
    if (&gallery == &m_galleries->results())
        menu->addAction(
                tr("Why this picture"), this,
                [this, globalPosition] { m_search->explain(m_galleries->current().currentId(), globalPosition); })
            ->setEnabled(one);
    if (!m_stage->isOpen())
        add({}, Command::Loupe)->setEnabled(one);
    if (m_stage->look() != LookStage::Look::Compare)
        add({}, Command::Compare)->setEnabled(some);
    add({}, Command::SlideShow);
    add({}, Command::OpenWithSystem)->setEnabled(one);
    add(QStringLiteral("reveal"), Command::Reveal)->setEnabled(some);
    add(QStringLiteral("copy"), Command::Copy)->setEnabled(some);
    add({}, Command::CopyCaption)->setEnabled(some);
    menu->addSeparator();
    addAlbumMenu(*menu);
    menu->addSeparator();
    // In an album the key takes out of the album.
    const QString removal = tr("Remove from the library…");
    menu->addAction(icon(QStringLiteral("remove")),
                    shownAlbum() == nullptr ? m_keys->menuText(removal, Command::Remove) : removal, this,
                    &MainWindow::confirmRemoval);
    menu->popup(globalPosition);
}

/// Searches on from the pictures chosen.
void MainWindow::likeChosen(bool less)
{
    constexpr std::size_t kMost = 8; // more than can be seen in the bar, and their mean says less and less
    std::vector<SearchController::Example> examples;
    for (const PhotoId id : m_stage->chosen()) {
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
    constexpr int kLongestName = 60;
    m_editDesk->newSmartAlbum(line.left(kLongestName), line);
}

bool MainWindow::performWithPictures(Command command)
{
    switch (command) {
    case Command::MoreLike:
        likeChosen(false);
        return true;
    case Command::LessLike:
        if (m_search->isActive())
            likeChosen(true);
        return true;
    case Command::OpenWithSystem:
        openCurrent();
        return true;
    case Command::Reveal:
        m_carrier->reveal(m_stage->chosen());
        return true;
    case Command::Copy:
        m_carrier->copy(m_stage->chosen());
        return true;
    case Command::CopyCaption:
        m_carrier->copyCaptions(m_stage->chosen());
        return true;
    case Command::Remove:
        removeAsked();
        return true;
    default:
        return false;
    }
}

void MainWindow::openCurrent()
{
    const std::vector<PhotoId> chosen = m_stage->chosen();
    if (chosen.size() != 1)
        return;
    if (const storage::PhotoCard* card = m_cards->find(chosen.front()))
        openWithSystem(card->path);
}

void MainWindow::removeAsked()
{
    // In an album Del is about the album.
    if (const storage::Album* album = shownAlbum())
        m_editDesk->takeFromAlbum(*album, m_stage->chosen());
    else
        confirmRemoval();
}

void MainWindow::confirmRemoval()
{
    const std::vector<PhotoId> ids = m_stage->chosen();
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
        m_stage->originals().forget(ids);
        m_activity->showNotice(tr("Removed %Ln picture(s)", nullptr, *removed));
        showPage();
        refreshCounts();
        askTags();
        askAlbums();
    });
}

} // namespace vidimus::ui
