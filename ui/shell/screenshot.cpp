#include "ui/shell/screenshot.h"

#include <cstdio>

#include <QCoreApplication>
#include <QPixmap>

#include "core/services/import_service.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/search/search_bar.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/main_window.h"

namespace vidimus::ui {

Screenshot::Screenshot(MainWindow& window, services::ImportService& imports, const ScreenshotOptions& options)
    : m_window(window), m_imports(imports), m_options(options)
{
    connect(&window, &MainWindow::importFinished, this, &Screenshot::onImportFinished);
    // Queued: what the news led to is on its way before the next look.
    connect(&window, &MainWindow::settled, this, &Screenshot::advance, Qt::QueuedConnection);
}

void Screenshot::onImportFinished()
{
    if (m_step == Step::Resume && !m_options.imports.isEmpty()) {
        m_step = Step::Import;
        m_imports.importPaths(m_options.imports);
    } else if (m_step == Step::Resume || m_step == Step::Import) {
        m_step = Step::Search;
    }
}

void Screenshot::advance()
{
    if (!m_window.isSettled())
        return;
    switch (m_step) {
    case Step::Resume:
    case Step::Import:
    case Step::Done:
        return;
    case Step::Search:
        m_step = Step::Select;
        if (!m_options.search.isEmpty()) {
            m_window.searchBar().setText(m_options.search);
            m_window.searchBar().askNow();
            return;
        }
        [[fallthrough]];
    case Step::Select: {
        m_step = Step::Grab;
        GalleryView& gallery = m_window.galleries().current();
        if (m_options.select > 0 && m_options.select <= gallery.gallery().rowCount()) {
            gallery.select(m_options.select - 1);
            return;
        }
        [[fallthrough]];
    }
    case Step::Grab:
        m_step = Step::Done;
        QCoreApplication::exit(take() ? 0 : 3);
    }
}

bool Screenshot::take()
{
    if (m_window.grab().save(m_options.file))
        return true;
    std::fprintf(stderr, "vidimus: the picture of the window could not be written to %s\n", qPrintable(m_options.file));
    return false;
}

} // namespace vidimus::ui
