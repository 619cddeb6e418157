#pragma once

#include <filesystem>

#include <QList>
#include <QObject>
#include <QSize>
#include <QString>

namespace vidimus::services {
class ImportService;
}

namespace vidimus::ui {

class MainWindow;

/// What is to be seen on the picture.
struct ScreenshotOptions {
    QString file;
    QSize size;
    QString search;
    QList<std::filesystem::path> imports; ///< to be added first
    int select = 0;                       ///< the Nth picture, from 1; 0: none
};

/// Takes the window through the steps asked for, each begun when the one before is fully on show, writes a picture of it
/// and ends the program: exit code 0, or 3 when the file could not be written.
class Screenshot final : public QObject {
    Q_OBJECT
public:
    Screenshot(MainWindow& window, services::ImportService& imports, const ScreenshotOptions& options);

private:
    enum class Step { Resume, Import, Search, Select, Grab, Done };

    void onImportFinished();
    void advance();
    bool take();

    MainWindow& m_window;
    services::ImportService& m_imports;
    ScreenshotOptions m_options;
    /// The window begins with what an earlier run left undone; that has an end of its own.
    Step m_step = Step::Resume;
};

} // namespace vidimus::ui
