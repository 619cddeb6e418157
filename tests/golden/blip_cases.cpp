#include "tests/golden/blip_cases.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <c10/core/InferenceMode.h>
#include <nlohmann/json.hpp>

#include "core/inference/config/tensor_list.h"
#include "core/inference/onednn/packed_backends.h"
#include "core/inference/torch/blip_caption_decoder.h"
#include "core/inference/torch/blip_model.h"
#include "tests/golden/case_model.h"
#include "tests/golden/generation_cases.h"
#include "tests/golden/golden_json.h"
#include "tests/golden/golden_tensors.h"

namespace vidimus::golden {

namespace {

using namespace inference;

// As reference's README states them.
constexpr double kStates = 1e-4;
constexpr double kLogits = 5e-4;

const std::stop_token kNeverStop;

at::Tensor checkVision(const BlipModel& model, const GoldenTensors& golden, at::Device device, GoldenChecks& checks)
{
    HiddenStates states;
    const at::Tensor seen = model.vision(golden("pixel_values").to(device), kNeverStop, &states).value();
    // The original, at the version in use, reports the normed state in the place of what the last layer gave.
    const std::string last = "vision.hidden_states." + std::to_string(states.size() - 1);
    if (at::equal(golden(last), golden("vision.last_hidden_state")))
        states.back() = seen;
    for (std::size_t i = 0; i < states.size(); ++i)
        golden.compare(checks, "vision.hidden_states." + std::to_string(i), states[i], kStates);
    golden.compare(checks, "vision.last_hidden_state", seen, kStates);
    golden.compare(checks, "vision.pooler_output", model.vision.postLayernorm(seen.select(1, 0)), kStates);
    return seen;
}

/// All ids at once.
at::Tensor teacherLogits(const BlipDecoder& decoder, const PictureMemory& pictures, const at::Tensor& ids,
                         HiddenStates* states = nullptr)
{
    DecoderMemory memory;
    return decoder.logits(decoder.read(ids, pictures, memory, kNeverStop, states).value());
}

/// One id after the other, through what the decoder remembers.
at::Tensor cachedLogits(const BlipDecoder& decoder, const PictureMemory& pictures, const at::Tensor& ids)
{
    DecoderMemory memory;
    std::vector<at::Tensor> steps;
    for (std::int64_t i = 0; i < ids.size(1); ++i)
        steps.push_back(decoder.logits(decoder.read(ids.narrow(1, i, 1), pictures, memory, kNeverStop).value()));
    return at::cat(steps, 1);
}

void checkDecoder(const BlipDecoder& decoder, const at::Tensor& seen, const GoldenTensors& golden, GoldenChecks& checks)
{
    const PictureMemory pictures = decoder.look(seen);
    const at::Tensor ids = golden("teacher.input_ids").to(seen.device());
    HiddenStates states;
    golden.compare(checks, "teacher.logits", teacherLogits(decoder, pictures, ids, &states), kLogits);
    for (std::size_t i = 0; i < states.size(); ++i)
        golden.compare(checks, "teacher.decoder.hidden_states." + std::to_string(i), states[i], kStates);
    golden.compare(checks, "teacher.logits", cachedLogits(decoder, pictures, ids), kLogits);

    // What stands right of a text has no influence on it, so no mask is needed; there the logits mean nothing.
    const at::Tensor padded = golden("teacher_padded.input_ids").to(seen.device());
    golden.compareWhere(checks, "teacher_padded.logits", teacherLogits(decoder, pictures, padded), kLogits,
                        golden("teacher_padded.attention_mask").eq(1).unsqueeze(-1));
}

CaseDecoders eagerDecoders(const BlipDecoder& decoder, const at::Tensor& seen)
{
    return {static_cast<int>(seen.size(0)), [&decoder, seen](int first, int count) {
                return std::make_unique<BlipCaptionDecoder>(decoder, seen.narrow(0, first, count));
            }};
}

/// The same on packed fp32 weights: logits, ids and scores are held to the same tolerances.
void checkPacked(const BlipConfig& config, const Checkpoint& weights, const nlohmann::json& described,
                 const GoldenTensors& golden, GoldenChecks& checks)
{
    const auto backend = makePackedBlip({{}, config, {}, weights, {}, {}}, Numeric::Fp32, 2);
    const at::Tensor pixels = golden("pixel_values");
    const std::int64_t each = pixels[0].numel();
    const CaseDecoders decoders{static_cast<int>(pixels.size(0)), [&](int first, int count) {
                                    const std::span<const float> part(pixels.data_ptr<float>() + first * each,
                                                                      static_cast<std::size_t>(count * each));
                                    return std::move(backend->look(part, count, kNeverStop).value());
                                }};
    checkGeneration(config.text, decoders, described, golden, checks);
}

/// A head of its own, as older versions of the library read such files.
void checkUntied(const std::filesystem::path& folder, BlipConfig config, const Checkpoint& weights, at::Device device,
                 GoldenChecks& checks)
{
    const GoldenTensors golden =
        GoldenTensors::open(folder / "golden_untied.safetensors", folder.filename().string() + "/untied/").value();
    const GoldenTensors inputs = GoldenTensors::open(folder / "golden.safetensors", {}).value();
    config.text.tieWordEmbeddings = false;
    const BlipModel blip(config, Weights(weights, device));
    const at::Tensor seen = blip.vision(inputs("pixel_values").to(device), kNeverStop).value();
    golden.compare(checks, "teacher.logits",
                   teacherLogits(blip.decoder, blip.decoder.look(seen), inputs("teacher.input_ids").to(device)),
                   kLogits);
    checkGreedyOfAll(config.text, eagerDecoders(blip.decoder, seen), readJson(folder / "golden_untied.json"),
                     golden.prefix(), checks);
}

void runWeights(const std::filesystem::path& folder, const std::filesystem::path& file, const BlipConfig& config,
                at::Device device, GoldenChecks& checks)
{
    const std::string prefix = folder.filename().string() + "/" + file.stem().string() + "/";
    const Checkpoint weights = Checkpoint::openFile(file).value();
    const auto fits = checkTensors(weights, blipTensors(config));
    checks.push_back({prefix + "tensors", fits.has_value(), fits ? "as the config wants them" : fits.error().message});
    if (!fits)
        return;
    const GoldenTensors golden = GoldenTensors::open(folder / "golden.safetensors", prefix).value();
    const nlohmann::json described = readJson(folder / "golden.json");
    const BlipModel blip(config, Weights(weights, device));
    const at::Tensor seen = checkVision(blip, golden, device, checks);
    checkDecoder(blip.decoder, seen, golden, checks);
    checkGeneration(config.text, eagerDecoders(blip.decoder, seen), described, golden, checks);
    if (device.is_cpu())
        checkPacked(config, weights, described,
                    GoldenTensors::open(folder / "golden.safetensors", prefix + "packed/").value(), checks);
    if (weights.find("text_decoder.cls.predictions.decoder.weight") &&
        std::filesystem::exists(folder / "golden_untied.safetensors"))
        checkUntied(folder, config, weights, device, checks);
}

} // namespace

GoldenChecks runBlipCase(const std::filesystem::path& folder, at::Device device)
{
    return guarded(folder, [&](GoldenChecks& checks) {
        const c10::InferenceMode inference;
        const BlipConfig config = std::get<BlipConfig>(readCaseConfig(folder));
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with("model") && entry.path().extension() == ".safetensors")
                files.push_back(entry.path());
        }
        std::sort(files.begin(), files.end());
        for (const std::filesystem::path& file : files)
            runWeights(folder, file, config, device, checks);
    });
}

} // namespace vidimus::golden
