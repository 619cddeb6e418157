#include <iostream>
#include <string>
#include <vector>

#include <QCoreApplication>

#include "app/cli/command_line.h"
#include "app/cli/interrupt.h"
#include "app/cli/terminal.h"
#include "app/short_spins.h"
#include "core/services/settings.h"

int main(int argc, char** argv)
{
    using namespace vidimus;
    app::keepSpinsShort(argv);
    const cli::Interrupt interrupt;
    const cli::Terminal terminal = cli::Terminal::detect();
    cli::useUtf8Locale();
    std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc); // before Qt takes out its own
    const QCoreApplication application(argc, argv);
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
                                           {}});
}
