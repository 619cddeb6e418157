#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vidimus::cli {

/// A command line cut in two: what CLI11 parses, and the operands, byte for byte. CLI11 would read an operand such as
/// "[2019]" as a list and stop at "--" too early, and names of files are anything at all.
struct SplitArguments {
    std::string command;              ///< empty when none was given, or not one that exists
    std::string unknownCommand;       ///< the word that stood in its place
    std::vector<std::string> options; ///< the command and every option, in order, with their values
    std::vector<std::string> operands;
};

/// `root` has the commands and global options declared. `takesDashedWords(command)`: see Command.
SplitArguments splitArguments(const CLI::App& root, const std::vector<std::string>& arguments,
                              const std::function<bool(const std::string&)>& takesDashedWords);

} // namespace vidimus::cli
