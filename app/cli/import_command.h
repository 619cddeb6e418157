#pragma once

#include "app/cli/command.h"

namespace vidimus::cli {

/// Takes pictures in and describes them; what a commit holds is kept, whatever ends the run.
class ImportCommand final : public Command {
public:
    std::string_view name() const override { return "import"; }
    std::string_view summary() const override
    {
        return "Take pictures in; without a PATH, go on with what is unfinished";
    }
    std::string_view operands() const override { return "[PATH...]"; }
    void declareOptions(CLI::App& app) override;
    ExitCode run(CommandContext& context) override;

private:
    bool m_verbose = false;
};

} // namespace vidimus::cli
