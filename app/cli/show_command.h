#pragma once

#include "app/cli/command.h"

namespace vidimus::cli {

/// All that is known of a picture. Reads only.
class ShowCommand final : public Command {
public:
    std::string_view name() const override { return "show"; }
    std::string_view summary() const override { return "All that is known of a picture"; }
    std::string_view operands() const override { return "ID"; }
    ExitCode run(CommandContext& context) override;
};

} // namespace vidimus::cli
