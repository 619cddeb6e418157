#pragma once

#include <QObject>
#include <QSize>
#include <QString>

namespace vidimus::ui {

class MainWindow;

struct ScreenshotOptions {
    QString file;
    QSize size;
    QString search;
    int select = 0; ///< the Nth picture, from 1; 0: none
};

/// Takes the window through the steps asked for, each begun when the one before is fully on show, writes a picture of it
/// and ends the program: exit code 0, or 3 when the file could not be written.
class Screenshot final : public QObject {
    Q_OBJECT
public:
    /// `importing`: an import was asked for just now, and is to be waited for.
    Screenshot(MainWindow& window, const ScreenshotOptions& options, bool importing);

private:
    enum class Step { Import, Search, Select, Grab, Done };

    void advance();
    bool take();

    MainWindow& m_window;
    ScreenshotOptions m_options;
    Step m_step;
};

} // namespace vidimus::ui
