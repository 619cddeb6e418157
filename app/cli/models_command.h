#pragma once

#include <cstdint>
#include <string>

#include "app/cli/command.h"

namespace vidimus::cli {

/// The models: which there are and which are in use, getting and removing them, whether they are sound, and random ones
/// for benchmarks.
class ModelsCommand final : public Command {
public:
    std::string_view name() const override { return "models"; }
    std::string_view summary() const override
    {
        return "List, install, verify and remove models, forget what they said, synthesize random ones";
    }
    std::string_view operands() const override
    {
        return "list | install NAME... | verify [NAME|DIR...] | remove NAME|DIR... | synthesize --arch ARCH --out DIR";
    }
    void declareOptions(CLI::App& app) override;
    ExitCode run(CommandContext& context) override;

private:
    std::string m_arch;
    std::string m_out;
    std::uint64_t m_seed = 1;
    std::string m_from;
    std::string m_mirror;
    std::string m_proxy;
    std::string m_catalogue;
};

} // namespace vidimus::cli
