#pragma once

#include <string>

#include "app/cli/command.h"

namespace vidimus::cli {

/// The vectors of pictures or texts, without a library.
class EmbedCommand final : public Command {
public:
    std::string_view name() const override { return "embed"; }
    std::string_view summary() const override { return "The vectors of picture files or texts, without a library"; }
    std::string_view operands() const override { return "FILE... | --text TEXT..."; }
    void declareOptions(CLI::App& app) override;
    ExitCode run(CommandContext& context) override;

private:
    std::string m_model;
    bool m_texts = false;
};

} // namespace vidimus::cli
