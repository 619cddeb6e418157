#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/terminal.h"
#include "core/services/settings.h"

namespace vidimus::cli {

/// What the world around a command line is; tests put in their own.
struct Surroundings {
    std::ostream& out;
    std::ostream& err;
    Terminal terminal;
    std::stop_token stop;
    std::filesystem::path defaultLibrary;
    services::ModelMode defaultMode = services::ModelMode::Auto;
    std::filesystem::path defaultModels; ///< empty: Settings::defaultModels()
    std::filesystem::path cacheFolder;   ///< empty: Settings::cacheFolder()
    std::filesystem::path starter;       ///< the bundled starter models; empty: none
    services::ChosenModels chosen;
    services::NetworkChoice network;
};

/// Every command, in the order of --help.
std::vector<std::unique_ptr<Command>> allCommands();

/// Parses the arguments (without the program's name), runs the command, answers what main() returns.
int runCommandLine(const std::vector<std::string>& arguments, const Surroundings& surroundings);

} // namespace vidimus::cli
