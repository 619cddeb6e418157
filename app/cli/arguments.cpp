#include "app/cli/arguments.h"

#include <CLI/CLI.hpp>

namespace vidimus::cli {

namespace {

const CLI::Option* findOption(const CLI::App& root, const CLI::App* command, const std::string& name)
{
    if (command)
        if (const CLI::Option* option = command->get_option_no_throw(name))
            return option;
    return root.get_option_no_throw(name);
}

const CLI::App* findCommand(const CLI::App& root, const std::string& name)
{
    const auto found = root.get_subcommands([&](const CLI::App* command) { return command->get_name() == name; });
    return found.empty() ? nullptr : found.front();
}

bool takesValue(const CLI::Option* option)
{
    return option && option->get_items_expected_max() > 0;
}

} // namespace

SplitArguments splitArguments(const CLI::App& root, const std::vector<std::string>& arguments,
                              const std::function<bool(const std::string&)>& takesDashedWords)
{
    SplitArguments split;
    const CLI::App* command = nullptr;
    bool onlyOperands = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        const bool dashed = !onlyOperands && argument.size() > 1 && argument.front() == '-';
        if (!dashed) {
            if (command) {
                split.operands.push_back(argument);
            } else if ((command = findCommand(root, argument))) {
                split.command = argument;
                split.options.push_back(argument);
            } else {
                split.unknownCommand = argument;
                return split;
            }
            continue;
        }
        if (argument == "--") {
            onlyOperands = true;
            continue;
        }

        const std::size_t equals = argument.rfind("--", 0) == 0 ? argument.find('=') : std::string::npos;
        const std::string name = argument.substr(0, equals);
        const CLI::Option* option = findOption(root, command, name);
        if (!option && argument[1] != '-' && command && takesDashedWords(split.command)) {
            split.operands.push_back(argument);
        } else if (takesValue(option)) {
            // As two words, so that an empty value after "=" stays this option's value.
            split.options.push_back(name);
            if (equals != std::string::npos)
                split.options.push_back(argument.substr(equals + 1));
            else if (i + 1 < arguments.size())
                split.options.push_back(arguments[++i]);
        } else {
            split.options.push_back(argument);
        }
    }
    return split;
}

} // namespace vidimus::cli
