#pragma once

#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "tests/golden/golden_check.h"

namespace vidimus::golden {

/// Throws std::runtime_error when it is absent or no JSON.
inline nlohmann::json readJson(const std::filesystem::path& file)
{
    std::ifstream in(file);
    if (!in)
        throw std::runtime_error(file.filename().string() + " is absent");
    return nlohmann::json::parse(in);
}

/// What `run` adds, and a failed check where it throws: whatever is missing or broken in a case fails it.
template <typename Run>
GoldenChecks guarded(const std::filesystem::path& folder, Run run)
{
    GoldenChecks checks;
    try {
        run(checks);
    } catch (const std::exception& thrown) {
        checks.push_back({folder.filename().string(), false, thrown.what()});
    }
    return checks;
}

} // namespace vidimus::golden
