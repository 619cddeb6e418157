#pragma once

#include <cstddef>
#include <string>

#include "app/cli/command.h"

namespace vidimus::cli {

/// Finds pictures by words, by a picture, or by both. Reads only, so it works beside a program that imports.
class SearchCommand final : public Command {
public:
    std::string_view name() const override { return "search"; }
    std::string_view summary() const override { return "Find pictures by words or by the like of a picture"; }
    std::string_view operands() const override { return "[TEXT...]"; }
    bool takesDashedWords() const override { return true; }
    void declareOptions(CLI::App& app) override;
    ExitCode run(CommandContext& context) override;

private:
    std::string m_image;
    std::string m_by = "both";
    std::size_t m_limit = 20;
};

} // namespace vidimus::cli
