#pragma once

#include "app/cli/command.h"

namespace vidimus::cli {

/// Tags of pictures, and what tags there are.
class TagCommand final : public Command {
public:
    std::string_view name() const override { return "tag"; }
    std::string_view summary() const override { return "Tag pictures, take tags off, list them"; }
    std::string_view operands() const override { return "add TAG ID... | remove TAG ID... | list [ID...]"; }
    ExitCode run(CommandContext& context) override;

private:
    ExitCode change(CommandContext& context, bool add) const;
    ExitCode list(CommandContext& context) const;
};

} // namespace vidimus::cli
