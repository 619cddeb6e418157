// What can be asked of the window by keys, menus and buttons, and who does it. The keys are the key map's; what is done
// with the chosen pictures is in main_window_pictures.cpp.
#include <utility>

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include "ui/activity/activity_strip.h"
#include "ui/activity/failure_panel.h"
#include "ui/common/icons.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/keys/cheat_sheet.h"
#include "ui/keys/key_map.h"
#include "ui/keys/key_window.h"
#include "ui/latency/latency_panel.h"
#include "ui/loupe/look_stage.h"
#include "ui/loupe/loupe_page.h"
#include "ui/models/model_window.h"
#include "ui/review/review_page.h"
#include "ui/search/search_bar.h"
#include "ui/search/search_controller.h"
#include "ui/shell/empty_page.h"
#include "ui/shell/full_view.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/import_desk.h"
#include "ui/shell/language_menu.h"
#include "ui/shell/library_feed.h"
#include "ui/shell/main_window.h"
#include "ui/shell/photo_carrier.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/undo_keys.h"
#include "ui/shell/view_menu.h"

namespace vidimus::ui {

namespace {

QString iconOf(Command command)
{
    switch (command) {
    case Command::AddFiles:
        return QStringLiteral("add");
    case Command::SideBar:
        return QStringLiteral("side_pane");
    case Command::Details:
        return QStringLiteral("detail_pane");
    case Command::Latency:
        return QStringLiteral("latency");
    default:
        return {};
    }
}

} // namespace

void MainWindow::addActions()
{
    m_keys->bind(*m_activity->pauseAction(), Command::PauseImport);
    m_keys->bind(*m_activity->cancelAction(), Command::CancelImport);
    m_actions[Command::PauseImport] = m_activity->pauseAction();
    m_actions[Command::CancelImport] = m_activity->cancelAction();
    for (const CommandInfo& info : allCommands()) {
        if (!info.inWindow)
            continue;
        QAction*& action = m_actions[info.command];
        if (action == nullptr) {
            const QString iconName = iconOf(info.command);
            action = new QAction(iconName.isEmpty() ? QIcon() : icon(iconName), KeyMap::name(info.command), this);
            m_keys->bind(*action, info.command);
            connect(action, &QAction::triggered, this, [this, command = info.command] { perform(command); });
        }
        addAction(action);
    }
    action(Command::Undo)->setEnabled(false);
    action(Command::Redo)->setEnabled(false);
    auto* keys = new UndoKeys(this);
    for (QLineEdit* field : findChildren<QLineEdit*>())
        field->installEventFilter(keys);
}

void MainWindow::addButtons()
{
    auto* row = m_searchRow->findChild<QHBoxLayout*>(QStringLiteral("searchRow"));
    auto* addMenu = new QMenu(this);
    addMenu->addAction(action(Command::AddFiles));
    addMenu->addAction(action(Command::AddFolder));
    QToolButton* addButton = iconButton(action(Command::AddFiles), m_searchRow);
    addButton->setMenu(addMenu);
    addButton->setPopupMode(QToolButton::DelayedPopup);
    row->addWidget(addButton);
    QToolButton* sideButton = iconButton(action(Command::SideBar), m_searchRow);
    row->addWidget(sideButton);
    QToolButton* detailButton = iconButton(action(Command::Details), m_searchRow);
    row->addWidget(detailButton);

    auto* more = new QToolButton(m_searchRow);
    more->setIcon(icon(QStringLiteral("more")));
    more->setIconSize(QSize(20, 20));
    more->setToolTip(tr("Order, size and colours"));
    more->setAccessibleName(more->toolTip());
    more->setMenu(m_viewMenu);
    more->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(more);
    // As one sees them, though they were made after the pictures.
    QWidget* before = &m_searchBar->lastStop();
    for (QToolButton* button : {addButton, sideButton, detailButton, more})
        setTabOrder(std::exchange(before, button), button);
    m_viewMenu->addSeparator();
    m_viewMenu->addAction(action(Command::Latency));
    m_viewMenu->addAction(action(Command::Models));
    m_viewMenu->addAction(action(Command::FullScreen));
    QAction* slides = m_viewMenu->addAction({}, this, [this] { perform(Command::SlideShow); });
    const auto nameSlides = [this, slides] { slides->setText(m_keys->menuText(Command::SlideShow)); };
    nameSlides();
    connect(m_keys, &KeyMap::changed, slides, nameSlides);
    auto* language = new LanguageMenu(m_services.settings.values(), m_viewMenu);
    m_viewMenu->addMenu(language);
    connect(language, &LanguageMenu::chosen, this, &MainWindow::languageChosen);
    m_viewMenu->addSeparator();
    m_viewMenu->addAction(action(Command::CheatSheet));
    m_viewMenu->addAction(action(Command::EditKeys));
    connect(m_viewMenu, &ViewMenu::orderChosen, this, &MainWindow::setOrder);
    connect(m_viewMenu, &ViewMenu::themeChosen, this, [this](ThemeChoice choice) {
        m_state.setTheme(choice);
        m_theme.choose(choice);
    });
    connect(m_viewMenu, &ViewMenu::rowHeightChosen, m_galleries, &GalleryStack::setRowHeight);
    connect(&m_galleries->library(), &GalleryView::rowHeightChanged, m_viewMenu, &ViewMenu::showRowHeight);
}

void MainWindow::connectLooks()
{
    m_cheatSheet = new CheatSheet(*m_keys, this);
    m_keyWindow = new KeyWindow(*m_keys, this);
    m_searchBar->useKeys(*m_keys);
    m_galleries->emptyPage().useKeys(*m_keys);
    m_detail->useKeys(*m_keys);
    m_failures->useKeys(*m_keys);
    m_latency->useKeys(*m_keys);
    connect(m_stage, &LookStage::asked, this, &MainWindow::perform);
    connect(m_stage, &LookStage::dragAsked, this, [this] { m_carrier->drag(*m_stage, m_stage->chosen()); });
    connect(m_stage, &LookStage::menuAsked, this, &MainWindow::showMenu);
    connect(m_stage, &LookStage::settled, this, &MainWindow::tellIfSettled);
    connect(m_stage, &LookStage::notice, m_activity, &ActivityStrip::showNotice);
    connect(m_stage, &LookStage::chosenChanged, this, &MainWindow::showPicked);
    connect(m_stage, &LookStage::lookChanged, this, [this] {
        if (!m_stage->isOpen())
            m_fullView->set(FullView::Extent::Part);
        else if (m_stage->look() == LookStage::Look::Slides)
            m_fullView->set(FullView::Extent::Screen);
        showPicked();
        tellIfSettled();
    });
    connect(m_fullView, &FullView::changed, this, [this] {
        m_stage->setFullScreen(m_fullView->extent() == FullView::Extent::Screen);
        fitPanes();
    });
    // Whoever searches or goes elsewhere is done with looking.
    connect(m_search, &SearchController::found, m_stage, &LookStage::back);
    connect(m_sideBar, &SideBar::chosen, m_stage, &LookStage::back);
}

void MainWindow::perform(Command command)
{
    if (m_stage->perform(command) || performMark(command) || performWithPictures(command))
        return;
    const auto resize = [this](int percent) {
        m_galleries->setRowHeight(m_galleries->library().rowHeight() * percent / 100);
    };
    switch (command) {
    case Command::Search:
        return m_searchBar->focusField();
    case Command::KeepSearch:
        return m_searchBar->askToSave();
    case Command::AddFiles:
        return m_desk->chooseFiles();
    case Command::AddFolder:
        return m_desk->chooseFolder();
    case Command::PastePictures:
        return m_desk->pasteFromClipboard();
    case Command::Reload:
        return m_feed->reload();
    case Command::StepBack:
        return stepBack();
    case Command::SideBar:
        return toggleSideBar();
    case Command::Details:
        return toggleDetail();
    case Command::Latency:
        return toggleLatency();
    case Command::Models:
        return m_models->open();
    case Command::CheatSheet:
        return m_cheatSheet->open();
    case Command::EditKeys:
        return m_keyWindow->open();
    case Command::LargerPictures:
        return resize(115);
    case Command::SmallerPictures:
        return resize(87);
    case Command::QuickLook:
        return quickLook();
    case Command::FullScreen:
        return toggleFullScreen();
    case Command::ChooseGroup:
        return m_galleries->current().toggleCurrentGroup();
    case Command::EditCaption:
        return editCaption();
    case Command::EditTags:
        return editTags();
    case Command::EarlierInAlbum:
        return moveInAlbum(-1);
    case Command::LaterInAlbum:
        return moveInAlbum(1);
    case Command::Undo:
        return m_services.edits.undo();
    case Command::Redo:
        return m_services.edits.redo();
    default:
        break;
    }
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
    } else if (m_stage->isOpen()) {
        if (m_fullView->extent() == FullView::Extent::Screen && m_stage->look() != LookStage::Look::Slides)
            m_fullView->set(FullView::Extent::Part);
        else
            m_stage->back();
        return;
    } else if (!m_searchBar->isEmpty()) {
        m_searchBar->clear();
    } else if (!m_galleries->current().selectionModel()->selection().isEmpty()) {
        m_galleries->current().clearSelection();
        m_galleries->current().setCurrentIndex({});
    }
    m_searchBar->focusField();
}

/// The picture with the whole window to itself, and back by the same key.
void MainWindow::quickLook()
{
    if (m_stage->isOpen()) {
        m_stage->back();
        return;
    }
    m_stage->openLoupe();
    if (m_stage->isOpen())
        m_fullView->set(FullView::Extent::Window);
}

void MainWindow::toggleFullScreen()
{
    if (m_fullView->extent() == FullView::Extent::Screen) {
        m_fullView->set(FullView::Extent::Part);
        return;
    }
    if (!m_stage->isOpen())
        m_stage->openLoupe();
    if (m_stage->isOpen())
        m_fullView->set(FullView::Extent::Screen);
}

void MainWindow::focusPictures()
{
    if (m_stage->isOpen())
        m_stage->currentWidget()->setFocus(Qt::OtherFocusReason);
    else
        m_galleries->current().setFocus(Qt::OtherFocusReason);
}

void MainWindow::editCaption()
{
    if (m_galleries->isReviewing()) {
        m_galleries->reviewPage().editCaption();
        return;
    }
    if (m_detail->isHidden())
        toggleDetail();
    m_detail->editCaption();
}

void MainWindow::editTags()
{
    if (m_galleries->isReviewing())
        return;
    if (m_detail->isHidden())
        toggleDetail();
    m_detail->editTags();
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

} // namespace vidimus::ui
