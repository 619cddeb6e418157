#include "tests/golden/model_cases.h"

#include <algorithm>
#include <system_error>

#include "tests/golden/blip_cases.h"
#include "tests/golden/case_model.h"
#include "tests/golden/clip_cases.h"
#include "tests/golden/golden_json.h"

namespace vidimus::golden {

namespace {

bool hasConfig(const std::filesystem::path& folder)
{
    std::error_code ignored;
    return std::filesystem::exists(folder / "config.json", ignored) ||
           std::filesystem::exists(folder / "open_clip_config.json", ignored);
}

} // namespace

std::vector<std::filesystem::path> modelCases(const std::filesystem::path& reference)
{
    std::vector<std::filesystem::path> cases;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(reference, error)) {
        if (entry.is_directory(error) && hasConfig(entry.path()))
            cases.push_back(entry.path());
    }
    std::sort(cases.begin(), cases.end());
    return cases;
}

GoldenChecks runModelCase(const std::filesystem::path& folder, at::Device device)
{
    bool blip = false;
    GoldenChecks checks = guarded(
        folder, [&](GoldenChecks&) { blip = std::holds_alternative<inference::BlipConfig>(readCaseConfig(folder)); });
    if (!checks.empty())
        return checks;
    return blip ? runBlipCase(folder, device) : runClipCase(folder, device);
}

} // namespace vidimus::golden
