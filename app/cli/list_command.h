#pragma once

#include <cstddef>
#include <string>

#include "app/cli/command.h"

namespace vidimus::cli {

/// The pictures of the library. Reads only.
class ListCommand final : public Command {
public:
    std::string_view name() const override { return "list"; }
    std::string_view summary() const override { return "The pictures of the library"; }
    void declareOptions(CLI::App& app) override;
    ExitCode run(CommandContext& context) override;

private:
    std::string m_sort = "newest";
    std::size_t m_limit = 0; ///< 0: all
};

} // namespace vidimus::cli
