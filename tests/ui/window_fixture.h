#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>

#include <QMimeData>
#include <QTemporaryDir>

#include "app/composition/composition.h"
#include "tests/support/picture_files.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

namespace vidimus::ui {
class GalleryView;
}

namespace vidimus::test {

/// The real window on a real library of its own, with the mock. Can be closed and opened again.
class WindowFixture {
public:
    /// `fill` is called with the library before the window sees it.
    explicit WindowFixture(const std::function<void(storage::Library&)>& fill = {});
    /// With other models than the mock; `choose` is called with the folder that the fixture lies in.
    using ChooseModels = std::function<void(app::EngineRequest&, const std::filesystem::path& root)>;
    explicit WindowFixture(ChooseModels choose, std::optional<models::Catalogue> catalogue = {});
    ~WindowFixture();

    /// `rest`: waits until what an earlier run left undone is done.
    void open(bool rest = true);
    void close();

    std::filesystem::path root() const { return m_folder.path().toStdString(); }
    std::filesystem::path pictures() const { return root() / "pictures"; }
    app::Composition& composition() { return *m_composition; }
    services::Services& services() { return *m_services; }
    ui::MainWindow& window() { return *m_window; }
    ui::Theme& theme() { return m_theme; }

    /// Until nothing is on its way that would change the window; false after half a minute.
    bool settle();
    /// Imports and waits for the end.
    bool import(const QList<std::filesystem::path>& paths);
    /// Draws pictures into pictures() and imports them; false unless all of them are on show.
    bool importDrawn(const PictureSet& set);

    /// Of the library.
    ui::GalleryView& gallery();
    /// These rows of it, the first of them the current one.
    bool choose(std::initializer_list<int> rows);
    /// By key, wherever the focus is.
    bool undo();
    bool redo();

    /// As the system does it: the drag comes in, then is let go.
    void dragIn(const QMimeData& data, QWidget* onto = nullptr);
    void drop(const QMimeData& data, QWidget* onto = nullptr);

    /// By accessible name; null when there is none.
    template <typename Widget>
    Widget* find(const QString& accessibleName)
    {
        for (Widget* widget : m_window->findChildren<Widget*>()) {
            if (widget->accessibleName() == accessibleName)
                return widget;
        }
        return nullptr;
    }

    /// What the library holds, asked past the window.
    std::int64_t photoCount();

private:
    QTemporaryDir m_folder;
    ChooseModels m_chooseModels;
    std::optional<models::Catalogue> m_catalogue; ///< of models that can be had
    ui::Theme m_theme;
    std::unique_ptr<services::Settings> m_settings;
    std::unique_ptr<app::Composition> m_composition;
    services::Services* m_services = nullptr;
    std::unique_ptr<ui::MainWindow> m_window;
};

/// Photos without files, described, with thumbnails: a large library in a moment.
void fillLibrary(storage::Library& library, int count);

std::unique_ptr<QMimeData> fileDrag(const QList<std::filesystem::path>& paths);

} // namespace vidimus::test
