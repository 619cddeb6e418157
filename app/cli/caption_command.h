#pragma once

#include <string>

#include "app/cli/command.h"
#include "core/inference/engine.h"

namespace vidimus::cli {

/// Describes files in words, without a library.
class CaptionCommand final : public Command {
public:
    std::string_view name() const override { return "caption"; }
    std::string_view summary() const override { return "Describe picture files in words, without a library"; }
    std::string_view operands() const override { return "FILE..."; }
    void declareOptions(CLI::App& app) override;
    ExitCode run(CommandContext& context) override;

private:
    std::string m_model;
    inference::CaptionOptions m_caption;
    bool m_words = false;
};

} // namespace vidimus::cli
