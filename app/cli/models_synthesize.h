#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/cli/exit_code.h"

namespace vidimus::cli {

struct CommandContext;

struct SynthesizeWish {
    std::string arch; ///< one of synthesizeNames()
    std::filesystem::path out;
    std::uint64_t seed = 1;
};

/// "blip-base, clip-vit-b-32, …"
std::string synthesizeNames();
/// A full-size model folder of random weights.
ExitCode synthesizeModel(CommandContext& context, const SynthesizeWish& wish);

} // namespace vidimus::cli
