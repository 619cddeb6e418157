#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>

#include <QApplication>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QMessageBox>
#include <QTimer>

#include "app/composition/composition.h"
#include "app/composition/model_places.h"
#include "app/models_at_start.h"
#include "app/short_spins.h"
#include "ui/common/format.h"
#include "ui/common/language.h"
#include "ui/common/watchdog.h"
#include "ui/gallery/gallery_accessible.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screenshot.h"
#include "ui/shell/theme.h"

using namespace vidimus;

namespace {

constexpr int kWrongUsage = 2;
constexpr int kCannotRun = 3;
constexpr int kOpenAnew = 1000; ///< of the event loop, never of the program
constexpr std::chrono::milliseconds kWarmUpAfter{300};

struct Arguments {
    app::CompositionOptions composition;
    std::optional<services::ModelMode> mode;
    std::optional<ui::ThemeChoice> theme;
    QString language;                 ///< empty: as the settings have it
    ui::ScreenshotOptions screenshot; ///< without a file none is wanted, and only the paths to add count
};

[[noreturn]] void refuse(const QString& message)
{
    std::fprintf(stderr, "vidimus: %s\n", qPrintable(message));
    std::exit(kWrongUsage); // NOLINT(concurrency-mt-unsafe): before any thread of ours
}

/// The context of what the program says without a window.
struct Program {
    Q_DECLARE_TR_FUNCTIONS(Program)
};

services::ModelMode modeOf(const QString& name)
{
    if (name == QLatin1String("mock"))
        return services::ModelMode::Mock;
    if (name == QLatin1String("real"))
        return services::ModelMode::Real;
    if (name == QLatin1String("auto"))
        return services::ModelMode::Auto;
    refuse(Program::tr("--mode takes mock, real or auto, not “%1”").arg(name));
}

ui::ThemeChoice themeOf(const QString& name)
{
    if (name == QLatin1String("light"))
        return ui::ThemeChoice::Light;
    if (name == QLatin1String("dark"))
        return ui::ThemeChoice::Dark;
    if (name == QLatin1String("system"))
        return ui::ThemeChoice::System;
    refuse(Program::tr("--theme takes light, dark or system, not “%1”").arg(name));
}

/// Of one that is spoken.
QString languageOf(const QString& code)
{
    QStringList codes;
    for (const ui::SpokenLanguage& language : ui::Language::spoken())
        codes << language.code;
    if (!code.isEmpty() && !codes.contains(code))
        refuse(Program::tr("--language takes one of %1, not “%2”").arg(codes.join(QStringLiteral(", ")), code));
    return code;
}

QSize sizeOf(const QString& text)
{
    const QStringList parts = text.split(QLatin1Char('x'));
    const QSize size = parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
    if (size.width() < 320 || size.height() < 240 || size.width() > 8192 || size.height() > 8192)
        refuse(Program::tr("--size takes WIDTHxHEIGHT in pixels, such as 1280x800, not “%1”").arg(text));
    return size;
}

Arguments readArguments(const QApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Program::tr("Catalogue your pictures by what is in them."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption library(QStringLiteral("library"), Program::tr("Use the library in this folder."),
                                     Program::tr("DIR"));
    const QCommandLineOption mode(QStringLiteral("mode"), Program::tr("Which models describe: mock, real or auto."),
                                  Program::tr("MODE"));
    const QCommandLineOption theme(QStringLiteral("theme"), Program::tr("light, dark or system, for this time."),
                                   Program::tr("THEME"));
    const QCommandLineOption language(QStringLiteral("language"),
                                      Program::tr("The window's language for this time, such as de."),
                                      Program::tr("CODE"));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"),
        Program::tr("Write a picture of the window to FILE once all is on show, and quit."), Program::tr("FILE"));
    const QCommandLineOption size(QStringLiteral("size"), Program::tr("Size of the window, such as 1280x800."),
                                  Program::tr("WxH"));
    const QCommandLineOption search(QStringLiteral("search"), Program::tr("With --screenshot: search this first."),
                                    Program::tr("TEXT"));
    const QCommandLineOption select(QStringLiteral("select"), Program::tr("With --screenshot: choose the Nth picture."),
                                    Program::tr("N"));
    const QCommandLineOption models(QStringLiteral("models"), Program::tr("Use the models installed in this folder."),
                                    Program::tr("DIR"));
    parser.addOptions({library, models, mode, theme, language, screenshot, size, search, select});
    parser.addPositionalArgument(QStringLiteral("paths"), Program::tr("Pictures and folders to add."),
                                 Program::tr("[PATH…]"));
    parser.process(application);

    Arguments arguments;
    arguments.composition.library = ui::format::toPath(parser.value(library));
    arguments.composition.models.models = ui::format::toPath(parser.value(models));
    if (parser.isSet(mode))
        arguments.mode = modeOf(parser.value(mode));
    if (parser.isSet(theme))
        arguments.theme = themeOf(parser.value(theme));
    arguments.language = languageOf(parser.value(language));
    arguments.screenshot.file = parser.value(screenshot);
    if (parser.isSet(size))
        arguments.screenshot.size = sizeOf(parser.value(size));
    arguments.screenshot.search = parser.value(search);
    if (parser.isSet(select)) {
        bool number = false;
        arguments.screenshot.select = parser.value(select).toInt(&number);
        if (!number || arguments.screenshot.select < 1)
            refuse(Program::tr("--select takes the number of a picture, from 1"));
    }
    for (const QString& path : parser.positionalArguments())
        arguments.screenshot.imports << std::filesystem::absolute(ui::format::toPath(path));
    return arguments;
}

/// Without a window yet: says why there is none. Waits for the answer in the application's own loop.
int explain(QApplication& application, const Error& error, bool headless)
{
    const QString message = ui::format::text(error.message);
    std::fprintf(stderr, "vidimus: %s\n", qPrintable(message));
    if (headless)
        return kCannotRun;
    QMessageBox box(QMessageBox::Warning, QStringLiteral("Vidimus"), Program::tr("Vidimus cannot start"),
                    QMessageBox::Close);
    box.setInformativeText(message);
    QObject::connect(&box, &QDialog::finished, &application, &QCoreApplication::quit);
    box.open();
    QApplication::exec();
    return kCannotRun;
}

/// VIDIMUS_WATCHDOG=1 names every stall of the event loop over 50 ms on stderr.
void startWatchdog(QObject* parent)
{
    if (!qEnvironmentVariableIsSet("VIDIMUS_WATCHDOG"))
        return;
    auto* watchdog = new ui::Watchdog(std::chrono::milliseconds(50), parent);
    QObject::connect(watchdog, &ui::Watchdog::stalled, parent,
                     [](std::chrono::milliseconds wall, std::chrono::milliseconds busy) {
                         std::fprintf(stderr, "event loop stood still for %lld ms (%lld ms of them busy)\n",
                                      static_cast<long long>(wall.count()), static_cast<long long>(busy.count()));
                     });
    watchdog->start();
}

/// Qt ends the program where there is no display; we would rather say what to do, and a screenshot needs none.
bool findDisplay(int argc, char* argv[])
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    if (qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        return true;
    const auto asksForPicture = [](const char* argument) {
        return QByteArrayView(argument).startsWith("--screenshot") || QByteArrayView(argument).startsWith("--help") ||
               QByteArrayView(argument).startsWith("--version");
    };
    if (std::any_of(argv + 1, argv + argc, asksForPicture)) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return true;
    }
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    return true;
#endif
}

/// The window with all that stands behind it, from the choice of the models until it is closed; kOpenAnew when a person
/// chose other models.
int showWindow(QApplication& application, const Arguments& arguments, services::Settings& settings, ui::Theme& theme)
{
    const bool headless = !arguments.screenshot.file.isEmpty();
    app::CompositionOptions options = arguments.composition;
    app::EngineRequest& models = options.models;
    models.mode = arguments.mode.value_or(settings.modelMode());
    if (models.models.empty())
        models.models = settings.modelsFolder();
    models.starter = app::starterFolder();
    models.preferred = {settings.chosenModels().captioner, settings.chosenModels().embedder};
    // LibTorch takes its time to load, and nobody else can load a library meanwhile: the window comes first.
    models.openWhenNeeded = true;
    options.warmUp = false;
    auto choice = app::chooseEngineAtStart(application, models);
    if (!choice)
        return explain(application, choice.error(), headless);
    const auto composition = app::Composition::create(options, std::move(*choice));
    if (!composition)
        return explain(application, composition.error(), headless);

    services::Services& services = (*composition)->services(settings);
    ui::MainWindow window(services, theme);
    if (arguments.theme)
        theme.choose(*arguments.theme);
    if (arguments.screenshot.size.isValid())
        window.resize(arguments.screenshot.size);
    window.show();
    const auto openAnew = [&window] {
        window.close(); // keeps its state
        QApplication::exit(kOpenAnew);
    };
    QObject::connect(&services.manager, &services::ModelManager::restartAsked, &window, openAnew, Qt::QueuedConnection);
    QObject::connect(&window, &ui::MainWindow::languageChosen, &window, openAnew, Qt::QueuedConnection);
    QTimer::singleShot(kWarmUpAfter, &window, [&parts = **composition] { parts.inference().warmUp(); });
    startWatchdog(&window);
    std::unique_ptr<ui::Screenshot> screenshot;
    if (headless)
        screenshot = std::make_unique<ui::Screenshot>(window, services.imports, arguments.screenshot);
    else if (!arguments.screenshot.imports.isEmpty())
        services.imports.importPaths(arguments.screenshot.imports);
    return QApplication::exec();
}

} // namespace

int main(int argc, char* argv[])
{
    app::keepSpinsShort(argv);
    if (!findDisplay(argc, argv)) {
        std::fputs("vidimus: there is no display to open a window on; vidimusctl does the same work in a terminal\n",
                   stderr);
        return kCannotRun;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("vidimus"));
    QApplication::setApplicationDisplayName(QStringLiteral("Vidimus"));
    QApplication::setApplicationVersion(QStringLiteral(VIDIMUS_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("vidimus"));
    std::optional<ui::Language> language(std::in_place, QString());

    Arguments arguments = readArguments(application);
    const bool headless = !arguments.screenshot.file.isEmpty();
    ui::installGalleryAccessibility();
    ui::Theme theme(application);

    // A picture of the window must not depend on, nor change, how this person left theirs.
    services::Settings settings = headless ? services::Settings(QString()) : services::Settings();
    for (;;) {
        // One goes before the next comes: what is asked last is asked first.
        language.reset();
        language.emplace(arguments.language.isEmpty() ? ui::Language::chosen(settings.values()) : arguments.language);
        const int code = showWindow(application, arguments, settings, theme);
        if (code != kOpenAnew)
            return code;
        arguments.screenshot.imports.clear(); // added already
    }
}
