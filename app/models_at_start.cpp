#include "app/models_at_start.h"

#include <chrono>
#include <optional>
#include <thread>

#include <QApplication>
#include <QLabel>
#include <QTimer>

namespace vidimus::app {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 400ms; ///< before anything is said
constexpr int kMargin = 24;

} // namespace

Result<EngineChoice> chooseEngineAtStart(QApplication& application, const EngineRequest& request)
{
    QLabel words(QCoreApplication::translate("main", "Looking through newly installed models…\nThis happens once."),
                 nullptr, Qt::SplashScreen);
    words.setAlignment(Qt::AlignCenter);
    words.setMargin(kMargin);
    QTimer patience;
    patience.setSingleShot(true);
    QObject::connect(&patience, &QTimer::timeout, &words, &QWidget::show);
    patience.start(kPatience);

    std::optional<Result<EngineChoice>> choice;
    {
        const std::jthread chooser([&] {
            choice.emplace(chooseEngine(request));
            QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
        });
        QApplication::exec();
    }
    return std::move(*choice);
}

} // namespace vidimus::app
