#include "tests/golden/case_model.h"

#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/inference/config/json_document.h"
#include "core/inference/config/tensor_list.h"

namespace vidimus::golden {

namespace {

using namespace inference;

template <typename T>
T valueOf(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

} // namespace

CaseConfig readCaseConfig(const std::filesystem::path& folder)
{
    if (std::filesystem::exists(folder / "open_clip_config.json"))
        return valueOf(readOpenClipConfig(valueOf(JsonDocument::read(folder / "open_clip_config.json"))));
    const JsonDocument config = valueOf(JsonDocument::read(folder / "config.json"));
    if (config.root().value("model_type", "") == "blip")
        return valueOf(readBlipConfig(config));
    return valueOf(readHuggingFaceClipConfig(config));
}

inference::Checkpoint clipWeights(const std::filesystem::path& folder, const inference::ClipConfig& config)
{
    Checkpoint weights =
        valueOf(Checkpoint::open(folder, config.layout == ClipLayout::OpenClip ? "open_clip_model" : "model"));
    if (const auto fits = checkTensors(weights, clipTensors(config)); !fits)
        throw std::runtime_error(fits.error().message);
    return weights;
}

} // namespace vidimus::golden
