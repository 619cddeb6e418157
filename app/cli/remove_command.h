#pragma once

#include "app/cli/command.h"

namespace vidimus::cli {

/// Takes pictures out of the library; their files stay.
class RemoveCommand final : public Command {
public:
    std::string_view name() const override { return "remove"; }
    std::string_view summary() const override { return "Take pictures out of the library; their files stay"; }
    std::string_view operands() const override { return "ID..."; }
    ExitCode run(CommandContext& context) override;
};

} // namespace vidimus::cli
