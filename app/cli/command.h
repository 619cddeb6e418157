#pragma once

#include <string_view>

#include "app/cli/exit_code.h"

namespace CLI {
class App;
}

namespace vidimus::cli {

struct CommandContext;

/// One command of vidimusctl. Made, declared, run once.
class Command {
public:
    virtual ~Command() = default;

    virtual std::string_view name() const = 0;
    /// One line for --help.
    virtual std::string_view summary() const = 0;
    /// What it takes besides options, as --help shows it ("PATH..."); empty when it takes nothing.
    virtual std::string_view operands() const { return {}; }
    /// Whether a word with one dash before it is an operand ("-people" in a query), not an unknown option.
    virtual bool takesDashedWords() const { return false; }

    virtual void declareOptions(CLI::App&) {}
    /// Reports on the context's streams. May throw std::exception: that is a defect, and reported as one.
    virtual ExitCode run(CommandContext& context) = 0;
};

} // namespace vidimus::cli
