#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <QGuiApplication>

#include "app/cli/command_line.h"
#include "app/cli/interrupt.h"
#include "app/cli/terminal.h"
#include "app/composition/model_places.h"
#include "app/short_spins.h"
#include "core/services/settings.h"

namespace {

/// Whether a word is a command that may compute with models. A file of that name only costs a second start.
bool runsModels(std::string_view word)
{
    constexpr std::string_view kCommands[] = {"import", "search", "caption", "embed", "bench", "evaluate", "models"};
    return std::find(std::begin(kCommands), std::end(kCommands), word) != std::end(kCommands);
}

} // namespace

int main(int argc, char** argv)
{
    using namespace vidimus;
    if (std::any_of(argv + (argc > 0 ? 1 : 0), argv + argc, runsModels))
        app::keepSpinsShort(argv);
    const cli::Interrupt interrupt;
    const cli::Terminal terminal = cli::Terminal::detect();
    cli::useUtf8Locale();
    std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc); // before Qt takes out its own
    // "evaluate" draws charts with words in them, which takes more of Qt, but no display.
    std::unique_ptr<QCoreApplication> application;
    if (std::any_of(arguments.begin(), arguments.end(), [](const std::string& word) { return word == "--plots"; })) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        application = std::make_unique<QGuiApplication>(argc, argv);
    } else {
        application = std::make_unique<QCoreApplication>(argc, argv);
    }
#ifdef _WIN32
    // Here argv has lost what the code page does not know.
    arguments.clear();
    for (const QString& argument : QCoreApplication::arguments().mid(1))
        arguments.push_back(argument.toStdString());
#endif
    const services::Settings settings;
    return cli::runCommandLine(arguments, {std::cout,
                                           std::cerr,
                                           terminal,
                                           interrupt.token(),
                                           services::Settings::defaultLibrary(),
                                           settings.modelMode(),
                                           settings.modelsFolder(),
                                           {},
                                           app::starterFolder(),
                                           settings.chosenModels(),
                                           settings.network()});
}
