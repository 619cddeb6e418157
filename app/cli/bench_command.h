#pragma once

#include <string>
#include <vector>

#include "app/cli/bench_stages.h"
#include "app/cli/command.h"
#include "core/base/error.h"

namespace vidimus::app {
struct EngineRequest;
}

namespace vidimus::cli {

/// Latency and throughput of each stage, with pictures drawn here and a library in a temporary folder.
class BenchCommand final : public Command {
public:
    std::string_view name() const override { return "bench"; }
    std::string_view summary() const override { return "Latency and throughput of each stage on this machine"; }
    void declareOptions(CLI::App& app) override;
    ExitCode run(CommandContext& context) override;

private:
    Result<void> addModels(app::EngineRequest& request) const;

    std::vector<std::string> m_models;
    BenchPlan m_plan;
    bool m_compare = false;
};

} // namespace vidimus::cli
