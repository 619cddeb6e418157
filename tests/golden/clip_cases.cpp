#include "tests/golden/clip_cases.h"

#include <string>
#include <utility>
#include <vector>

#include <ATen/ops/exp.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>
#include <nlohmann/json.hpp>

#include "core/inference/onednn/packed_backends.h"
#include "core/inference/torch/clip_model.h"
#include "tests/golden/case_model.h"
#include "tests/golden/golden_json.h"
#include "tests/golden/golden_tensors.h"

namespace vidimus::golden {

namespace {

using namespace inference;

// As reference's README states them.
constexpr double kStates = 1e-4;
constexpr double kFeatures = 1e-4;
constexpr double kUnit = 1e-5;

const std::stop_token kNeverStop;

/// How a text's end is found in one set of numbers of a folder.
struct Pooling {
    std::string suffix; ///< of the arrays' names: ".eos2"; empty where a folder has one set only
    TextPooling pooling = TextPooling::LargestId;
    int eosId = 0;
};

/// ".eos_wrong" of "eos_wrong (config eos_token_id=292)".
std::string suffixOf(const std::string& key)
{
    return std::string(".").append(key, 0, key.find(' '));
}

std::vector<Pooling> poolingsOf(const nlohmann::json& golden)
{
    if (!golden.contains("pooled_positions"))
        return {{"", TextPooling::LargestId, 0}};
    constexpr int kLegacyEos = 2;
    std::vector<Pooling> poolings;
    for (const auto& [key, positions] : golden.at("pooled_positions").items()) {
        const int eos = std::stoi(key.substr(key.find('=') + 1));
        poolings.push_back({suffixOf(key), eos == kLegacyEos ? TextPooling::LargestId : TextPooling::FirstEos, eos});
    }
    return poolings;
}

void checkVision(const ClipModel& model, const GoldenTensors& golden, at::Device device, GoldenChecks& checks)
{
    HiddenStates states;
    const at::Tensor hidden = model.vision(golden("pixel_values").to(device), kNeverStop, &states).value();
    if (golden.has("vision.last_hidden_state")) {
        for (std::size_t i = 0; i < states.size(); ++i)
            golden.compare(checks, "vision.hidden_states." + std::to_string(i), states[i], kStates);
        golden.compare(checks, "vision.last_hidden_state", hidden, kStates);
        golden.compare(checks, "vision.pooler_output", model.vision.pool(hidden), kStates);
    }
    const at::Tensor features = model.vision.projection(model.vision.pool(hidden));
    golden.compare(checks, "image_features", features, kFeatures);
    golden.compare(checks, "image_embeds_normalised", unitLength(features), kUnit);
}

void checkText(const ClipModel& model, const GoldenTensors& golden, at::Device device, const Pooling& pooling,
               const nlohmann::json& expected, GoldenChecks& checks)
{
    const at::Tensor ids = golden("input_ids").to(device);
    HiddenStates states;
    const at::Tensor hidden = model.text(ids, kNeverStop, &states).value();
    if (golden.has("text.last_hidden_state")) {
        for (std::size_t i = 0; i < states.size(); ++i)
            golden.compare(checks, "text.hidden_states." + std::to_string(i), states[i], kStates);
        golden.compare(checks, "text.last_hidden_state", hidden, kStates);
    }
    if (!expected.is_null()) {
        const at::Tensor positions = model.text.pooledPositions(ids).to(at::kCPU);
        std::vector<std::int64_t> got(positions.data_ptr<std::int64_t>(),
                                      positions.data_ptr<std::int64_t>() + positions.numel());
        checks.push_back({golden.prefix() + "pooled_positions" + pooling.suffix,
                          got == expected.get<std::vector<std::int64_t>>(), "positions of the texts' ends"});
    }
    const at::Tensor features = model.textFeatures(ids, kNeverStop).value();
    golden.compare(checks, "text_features" + pooling.suffix, features, kFeatures);
    golden.compare(checks, "text_embeds_normalised" + pooling.suffix, unitLength(features), kUnit);
    if (golden.has("text_features_with_attention_mask" + pooling.suffix))
        golden.compare(checks, "text_features_with_attention_mask" + pooling.suffix, features, kFeatures);

    const at::Tensor scale = at::exp(model.logitScale);
    const std::string logits = "logits_per_image" + pooling.suffix;
    if (golden.has(logits)) {
        const at::Tensor images =
            unitLength(model.imageFeatures(golden("pixel_values").to(device), kNeverStop).value());
        // Both factors may be off by kUnit, in every one of their dimensions.
        const double allowed = scale.item<double>() * 2 * kUnit;
        golden.compare(checks, logits, scale * at::matmul(images, unitLength(features).t()), allowed);
    }
    golden.compare(checks, "logit_scale", model.logitScale, 0);
}

/// The same on packed fp32 weights, held to the same tolerances.
void checkPacked(const ClipConfig& config, const Checkpoint& weights, const GoldenTensors& golden,
                 const Pooling& pooling, GoldenChecks& checks)
{
    const auto backend = makePackedClip({{}, config, {}, weights, {}, {}}, Numeric::Fp32, 2);
    const auto compare = [&](const std::string& key, const std::string& unitKey, int count,
                             const std::vector<float>& features) {
        const at::Tensor rows = at::tensor(features, at::kFloat).view({count, -1});
        golden.compare(checks, key, rows, kFeatures);
        golden.compare(checks, unitKey, unitLength(rows), kUnit);
    };
    const at::Tensor pixels = golden("pixel_values");
    const int pictures = static_cast<int>(pixels.size(0));
    const std::span<const float> values(pixels.data_ptr<float>(), static_cast<std::size_t>(pixels.numel()));
    compare("image_features", "image_embeds_normalised", pictures,
            backend->imageFeatures(values, pictures, kNeverStop).value());

    const at::Tensor ids = golden("input_ids");
    const std::vector<int> words(ids.data_ptr<std::int64_t>(), ids.data_ptr<std::int64_t>() + ids.numel());
    const int texts = static_cast<int>(ids.size(0));
    compare("text_features" + pooling.suffix, "text_embeds_normalised" + pooling.suffix, texts,
            backend->textFeatures(words, texts, kNeverStop).value());
}

void runAll(const std::filesystem::path& folder, at::Device device, GoldenChecks& checks)
{
    const std::string prefix = folder.filename().string() + "/";
    const ClipConfig read = std::get<ClipConfig>(readCaseConfig(folder));
    const Checkpoint weights = clipWeights(folder, read);
    const GoldenTensors golden = GoldenTensors::open(folder / "golden.safetensors", prefix).value();
    const nlohmann::json described = readJson(folder / "golden.json");
    const c10::InferenceMode inference;
    bool vision = false;
    for (const Pooling& pooling : poolingsOf(described)) {
        ClipConfig config = read;
        config.pooling = pooling.pooling;
        config.eosId = pooling.eosId;
        const ClipModel clip(config, Weights(weights, device));
        if (!std::exchange(vision, true))
            checkVision(clip, golden, device, checks);
        nlohmann::json positions;
        if (described.contains("pooled_positions")) {
            for (const auto& [key, value] : described.at("pooled_positions").items()) {
                if (suffixOf(key) == pooling.suffix)
                    positions = value;
            }
        }
        checkText(clip, golden, device, pooling, positions, checks);
        if (device.is_cpu())
            checkPacked(config, weights, GoldenTensors::open(folder / "golden.safetensors", prefix + "packed/").value(),
                        pooling, checks);
    }
}

} // namespace

GoldenChecks runClipCase(const std::filesystem::path& folder, at::Device device)
{
    return guarded(folder, [&](GoldenChecks& checks) { runAll(folder, device, checks); });
}

} // namespace vidimus::golden
