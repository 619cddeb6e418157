#pragma once

#include <string>

#include "app/cli/command.h"

namespace vidimus::cli {

/// Judges models by pictures whose contents are known.
class EvaluateCommand final : public Command {
public:
    std::string_view name() const override { return "evaluate"; }
    std::string_view summary() const override { return "Judge the models by labelled pictures"; }
    std::string_view operands() const override { return "FOLDER"; }
    void declareOptions(CLI::App& app) override;
    ExitCode run(CommandContext& context) override;

private:
    std::string m_captionModel;
    std::string m_embeddingModel;
    std::string m_plots;
    int m_limit = 0;
    bool m_compare = false;
};

} // namespace vidimus::cli
