#pragma once

#include <memory>
#include <unordered_map>

#include <QTimer>
#include <QWidget>

#include "core/services/services.h"
#include "ui/keys/command.h"
#include "ui/shell/side_bar_model.h"
#include "ui/shell/window_state.h"

class QAction;
class QMenu;
class QSplitter;
class QToolButton;

namespace vidimus::ui {

class ActivityStrip;
class CardCache;
class CheatSheet;
class DetailPane;
class DropOverlay;
class EditDesk;
class FailurePanel;
class FullView;
class GalleryStack;
class GalleryView;
class ImportDesk;
class KeyMap;
class KeyWindow;
class LatencyPanel;
class LibraryFeed;
class LookStage;
class ModelWindow;
class PhotoCarrier;
class SearchBar;
class SearchController;
class SideBar;
class StandInBar;
class Theme;
class ThumbnailCache;
class ViewMenu;

/// The one window: puts the parts together and passes news between them. What a part does stands in the part.
class MainWindow final : public QWidget {
    Q_OBJECT
public:
    MainWindow(services::Services& services, Theme& theme, QWidget* parent = nullptr);
    ~MainWindow() override;

    SearchBar& searchBar() const { return *m_searchBar; }
    GalleryStack& galleries() const { return *m_galleries; }
    DetailPane& detail() const { return *m_detail; }
    ActivityStrip& activity() const { return *m_activity; }
    FailurePanel& failures() const { return *m_failures; }
    LatencyPanel& latency() const { return *m_latency; }
    SideBar& sideBar() const { return *m_sideBar; }
    DropOverlay& dropOverlay() const { return *m_dropOverlay; }
    ModelWindow& models() const { return *m_models; }
    EditDesk& desk() const { return *m_editDesk; }
    PhotoCarrier& carrier() const { return *m_carrier; }
    LookStage& stage() const { return *m_stage; }
    CheatSheet& cheatSheet() const { return *m_cheatSheet; }
    KeyWindow& keyWindow() const { return *m_keyWindow; }
    KeyMap& keys() const { return *m_keys; }
    FullView& fullView() const { return *m_fullView; }

    /// What a key, a menu or a button asks for.
    void perform(Command command);

    /// Nothing is on its way that would change what is on screen: loaded, imported, searched, painted.
    bool isSettled() const;

Q_SIGNALS:
    void settled();
    void importFinished();
    /// The settings have another language: only a new window speaks it.
    void languageChosen();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildParts();
    void connectParts();
    void connectGallery(GalleryView& gallery);
    void connectSearch();
    void connectLooks();
    void addActions();
    void addButtons();
    QAction* action(Command command) const { return m_actions.at(command); }
    void connectPerson();
    void restoreState();
    void fitPanes();

    void choose(const Source& source);
    void beginReview();
    void endReview();
    bool performMark(Command command);
    bool performWithPictures(Command command);
    void takeEdit(const services::EditNews& news);
    void askTags();
    void askAlbums();
    void dropOnSideBar(const Source& source, const std::vector<PhotoId>& photos);
    void showSideBarMenu(const Source& source, const QPoint& globalPosition);
    void addAlbumMenu(QMenu& menu);
    void newAlbumOfChosen(const std::vector<PhotoId>& photos);
    void moveInAlbum(int places);
    const storage::Album* shownAlbum() const;
    void stepBack();
    void focusPictures();
    void quickLook();
    void toggleFullScreen();
    void removeAsked();
    void editCaption();
    void editTags();
    void showPage();
    void showPicked();
    void showResults(int count, const QString& reason, const QString& note);
    void refreshCounts();
    void askCounts();
    void describeVisible();
    void showMenu(const QPoint& globalPosition);
    void likeChosen(bool less);
    void saveSearch(const QString& line);
    void confirmRemoval();
    void remove(const std::vector<PhotoId>& ids);
    void openCurrent();
    void toggleSideBar();
    void toggleDetail();
    void toggleLatency();
    void setOrder(storage::SortOrder order);
    void tellIfSettled();

    services::Services& m_services;
    Theme& m_theme;
    WindowState m_state;
    KeyMap* m_keys = nullptr;
    std::unordered_map<Command, QAction*> m_actions; ///< of the commands that are the whole window's
    std::unique_ptr<CardCache> m_cards;
    std::unique_ptr<ThumbnailCache> m_thumbnails;

    SideBar* m_sideBar = nullptr;
    SearchBar* m_searchBar = nullptr;
    QWidget* m_searchRow = nullptr;
    GalleryStack* m_galleries = nullptr;
    LookStage* m_stage = nullptr;
    FullView* m_fullView = nullptr;
    CheatSheet* m_cheatSheet = nullptr;
    KeyWindow* m_keyWindow = nullptr;
    DetailPane* m_detail = nullptr;
    FailurePanel* m_failures = nullptr;
    LatencyPanel* m_latency = nullptr;
    ActivityStrip* m_activity = nullptr;
    DropOverlay* m_dropOverlay = nullptr;
    StandInBar* m_standIn = nullptr;
    ModelWindow* m_models = nullptr;
    QSplitter* m_panes = nullptr;
    ViewMenu* m_viewMenu = nullptr;
    EditDesk* m_editDesk = nullptr;

    LibraryFeed* m_feed = nullptr;
    SearchController* m_search = nullptr;
    ImportDesk* m_desk = nullptr;
    PhotoCarrier* m_carrier = nullptr;
    QTimer m_countsTimer;
    QTimer m_describeTimer;
    QTimer m_settledTimer;
    std::vector<PhotoId> m_visible;
    storage::LibraryCounts m_counts;
    int m_countsAsked = 0;         ///< answers under way
    bool m_renameNewAlbum = false; ///< the album under way is to be given a name when it is there
    bool m_countsStale = false;
    int m_sideWidth = 0; ///< as the person set them; less in a narrow window
    int m_detailWidth = 0;
};

} // namespace vidimus::ui
