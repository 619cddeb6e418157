#pragma once

#include "app/cli/command.h"

namespace vidimus::cli {

/// Looks at everything Vidimus needs, mends the caches (index, thumbnails), and says what a person has to do.
class DoctorCommand final : public Command {
public:
    std::string_view name() const override { return "doctor"; }
    std::string_view summary() const override
    {
        return "Check the installation and the library; mend what can be mended";
    }
    ExitCode run(CommandContext& context) override;
};

} // namespace vidimus::cli
