#pragma once

#include <string>
#include <vector>

#include "app/cli/command.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/storage/library.h"

namespace vidimus::cli {

/// The catalogue for other programs: CSV, JSON, or XMP sidecars. Originals are read by nobody and changed by nobody.
class ExportCommand final : public Command {
public:
    std::string_view name() const override { return "export"; }
    std::string_view summary() const override { return "The catalogue as CSV, JSON or XMP sidecars"; }
    std::string_view operands() const override { return "[ID...]"; }
    void declareOptions(CLI::App& app) override;
    ExitCode run(CommandContext& context) override;

private:
    ExitCode writeTable(CommandContext& context, const storage::Library& library,
                        const std::vector<PhotoId>& ids) const;
    ExitCode writeSidecars(CommandContext& context, const storage::Library& library,
                           const std::vector<PhotoId>& ids) const;

    std::string m_format = "csv";
    std::string m_out;
};

} // namespace vidimus::cli
