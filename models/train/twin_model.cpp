#include "models/train/twin_model.h"

#include <cmath>

#include <torch/nn/functional/loss.h>
#include <torch/types.h>

#include "core/inference/config/tensor_list.h"
#include "core/inference/torch/blip_model.h"
#include "core/inference/torch/clip_model.h"
#include "core/inference/torch/clip_weights.h"

namespace vidimus::train {

namespace {

namespace F = torch::nn::functional;
using inference::Weights;

constexpr std::int64_t kQuiet = 2; ///< channels of the embedded patches that carry nothing: see TwinModel
/// What CLIP's tower has in them, with both signs: a power of two, so that 16 bits hold it exactly, and so large that the
/// deviation of a token does not depend on what else is in it.
constexpr double kLoud = 2048;
constexpr double kLargestScale = 4.6052; ///< of the logarithm of what multiplies cosines: 100

/// Without anything in the quiet channels and without a mean over the others, `dim` being the channels.
at::Tensor levelled(const at::Tensor& values, std::int64_t dim)
{
    const at::Tensor others = values.narrow(dim, kQuiet, values.size(dim) - kQuiet);
    std::vector<std::int64_t> shape = values.sizes().vec();
    shape[static_cast<std::size_t>(dim)] = kQuiet;
    return torch::cat({torch::zeros(shape, values.options().dtype(torch::kFloat)), others - others.mean(dim, true)},
                      dim);
}

constexpr const char* kPatchWeight = "vision_model.embeddings.patch_embedding.weight";
constexpr const char* kPatchBias = "vision_model.embeddings.patch_embedding.bias";
constexpr const char* kClass = "vision_model.embeddings.class_embedding";
constexpr const char* kPositions = "vision_model.embeddings.position_embedding";

/// BLIP's tensors, the embedded patches levelled.
class SharedTower final : public TrainedTensors {
public:
    using TrainedTensors::TrainedTensors;
    at::Tensor tensor(const std::string& key) const override
    {
        const at::Tensor values = TrainedTensors::tensor(key);
        if (key == kPatchWeight || key == kPatchBias)
            return levelled(values, 0).to(values.scalar_type());
        return key == kClass || key == kPositions ? levelled(values, 2) : values;
    }
};

bool startsWith(const std::string& text, std::string_view start)
{
    return text.compare(0, start.size(), start) == 0;
}

/// What CLIP has from the shared tower.
bool isOfTower(const std::string& key)
{
    for (const std::string_view part : {"visual.conv1", "visual.class_embedding", "visual.positional_embedding",
                                        "visual.ln_pre", "visual.transformer"}) {
        if (startsWith(key, part))
            return true;
    }
    return false;
}

/// Where BLIP keeps what OpenCLIP calls `key`, a tensor of a block of its vision tower.
std::string blipName(const std::string& key)
{
    constexpr std::string_view kBlocks = "visual.transformer.resblocks.";
    std::string name = key.substr(kBlocks.size());
    const std::size_t dot = name.find('.');
    const std::string number = name.substr(0, dot);
    name = name.substr(dot + 1);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kNames{
        {{"ln_1.", "layer_norm1."},
         {"attn.in_proj_", "self_attn.qkv."},
         {"attn.out_proj.", "self_attn.projection."},
         {"ln_2.", "layer_norm2."},
         {"mlp.c_fc.", "mlp.fc1."},
         {"mlp.c_proj.", "mlp.fc2."},
         {"", ""}}};
    for (const auto& [from, to] : kNames) {
        if (startsWith(name, from))
            return "vision_model.encoder.layers." + number + "." + std::string(to) + name.substr(from.size());
    }
    return name;
}

at::Tensor crossEntropy(const at::Tensor& logits, const at::Tensor& wanted, const at::Tensor& weight = {})
{
    F::CrossEntropyFuncOptions options;
    options.ignore_index(-100);
    if (weight.defined())
        options.weight(weight);
    return F::cross_entropy(logits.to(torch::kFloat), wanted, options);
}

template <typename T>
T valueOf(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

double share(const at::Tensor& right, const at::Tensor& of)
{
    const double all = of.sum().item<double>();
    return all > 0 ? right.logical_and(of).sum().item<double>() / all : 0;
}

/// One batch on its way through the two models.
class BatchRun {
public:
    BatchRun(const TwinSizes& sizes, const Parameters& parameters, bool half)
        : m_sizes(sizes)
        , m_parameters(parameters)
        , m_half(half)
        , m_blip(sizes.blip, Weights(std::make_shared<SharedTower>(parameters, "blip.", half)))
        , m_clipWeights(std::make_shared<TrainedTensors>(parameters, "clip.", half))
        , m_text(inference::clipTextOf(sizes.clip, m_clipWeights))
    {}

    BatchResult run(const Batch& batch, const LossWeights& weights)
    {
        BatchResult result;
        inference::HiddenStates trace;
        const at::Tensor pixels = m_half ? batch.pixels.to(torch::kBFloat16) : batch.pixels;
        const at::Tensor seen = valueOf(m_blip.vision(pixels, {}, &trace));
        result.loss = torch::zeros({}, pixels.options().dtype(torch::kFloat));
        caption(batch, seen, weights.caption, result);
        const at::Tensor picture = pictureVector(trace.back());
        const std::array<double, kTextsOfExample> textWeights{weights.sentence, weights.query};
        for (std::size_t kind = 0; kind < kTextsOfExample; ++kind)
            match(batch, kind, picture, textWeights[kind], result);
        if (batch.patchKinds.defined() && m_parameters.has("patch.kind.weight"))
            patches(batch, seen, weights, result);
        return result;
    }

    at::Tensor pictureVectors(const at::Tensor& pixels) const
    {
        inference::HiddenStates trace;
        valueOf(m_blip.vision(pixels, {}, &trace));
        return pictureVector(trace.back());
    }

private:
    void caption(const Batch& batch, const at::Tensor& seen, double weight, BatchResult& result)
    {
        inference::DecoderMemory memory;
        const at::Tensor hidden = valueOf(m_blip.decoder.read(batch.captionIds, m_blip.decoder.look(seen), memory, {}));
        const at::Tensor logits = m_blip.decoder.logits(hidden).flatten(0, 1);
        const at::Tensor wanted = batch.captionNext.flatten();
        const at::Tensor loss = crossEntropy(logits, wanted);
        result.caption = loss.item<double>();
        result.rightWords = share(logits.detach().argmax(-1).eq(wanted), wanted.ge(0));
        result.loss = result.loss + weight * loss;
    }

    at::Tensor pictureVector(const at::Tensor& hidden) const
    {
        const Weights visual = m_clipWeights / "visual";
        const inference::LayerNorm norm(visual / "ln_post", m_sizes.clip.vision.layerNormEps);
        const inference::Linear projection(visual("proj").t(), {});
        return inference::unitLength(projection(norm(hidden.select(1, 0))).to(torch::kFloat));
    }

    void match(const Batch& batch, std::size_t kind, const at::Tensor& picture, double weight, BatchResult& result)
    {
        const at::Tensor& ids = batch.textIds[kind];
        const at::Tensor hidden = valueOf(m_text(ids, {}));
        const at::Tensor text = inference::unitLength(m_text.projection(m_text.pool(hidden, ids)).to(torch::kFloat));
        const at::Tensor scale = m_parameters["clip.logit_scale"].clamp_max(kLargestScale).exp();
        // A text that is true of another picture too is no wrong answer there.
        const at::Tensor logits = (scale * torch::matmul(picture, text.t())).masked_fill(batch.alsoTrue[kind], -1e4);
        const at::Tensor own = torch::arange(ids.size(0), ids.options());
        const at::Tensor loss = (crossEntropy(logits, own) + crossEntropy(logits.t(), own)) / 2;
        (kind == 0 ? result.sentence : result.query) = loss.item<double>();
        if (kind == 0)
            result.rightSentences = logits.detach().argmax(0).eq(own).to(torch::kFloat).mean().item<double>();
        result.loss = result.loss + weight * loss;
    }

    void patches(const Batch& batch, const at::Tensor& seen, const LossWeights& weights, BatchResult& result)
    {
        constexpr double kEmptyPatch = 0.2; // weighs less: there are many, and they are easy
        const at::Tensor tokens = seen.narrow(1, 1, seen.size(1) - 1).flatten(0, 1);
        const auto head = [&](const std::string& name) {
            return torch::linear(tokens, m_parameters["patch." + name + ".weight"],
                                 m_parameters["patch." + name + ".bias"]);
        };
        const at::Tensor wanted = batch.patchKinds.flatten();
        at::Tensor classWeights =
            torch::ones({m_sizes.patchKinds}, m_parameters["patch.kind.bias"].options().requires_grad(false));
        classWeights[0] = kEmptyPatch;
        const at::Tensor kinds = head("kind");
        const at::Tensor kind = crossEntropy(kinds, wanted, classWeights);
        const at::Tensor colour = crossEntropy(head("colour"), batch.patchColours.flatten());
        const at::Tensor middles = head("middle").flatten();
        const at::Tensor isMiddle = batch.patchMiddles.flatten();
        const at::Tensor middle =
            torch::binary_cross_entropy_with_logits(middles, isMiddle, {}, torch::full({1}, 5.0, isMiddle.options()));
        result.patch = kind.item<double>();
        result.rightKinds = share(kinds.detach().argmax(-1).eq(wanted), wanted.gt(0));
        result.rightMiddles = share(middles.detach().gt(0), isMiddle.gt(0));
        result.loss = result.loss + weights.kind * kind + weights.colour * colour + weights.middle * middle;
    }

    const TwinSizes& m_sizes;
    const Parameters& m_parameters;
    bool m_half;
    inference::BlipModel m_blip;
    Weights m_clipWeights;
    inference::ClipText m_text;
};

} // namespace

TwinModel::TwinModel(const TwinSizes& sizes, std::uint64_t seed) : m_sizes(sizes)
{
    m_parameters.addUntrained("blip.", inference::blipTensors(sizes.blip).required, seed);
    std::vector<inference::TensorSpec> own;
    for (const inference::TensorSpec& spec : inference::clipTensors(sizes.clip).required) {
        if (!isOfTower(spec.name))
            own.push_back(spec);
    }
    m_parameters.addUntrained("clip.", own, seed);
    const std::int64_t width = sizes.blip.vision.hiddenSize;
    const auto head = [&](const std::string& name, std::int64_t outputs) {
        m_parameters.addUntrained("patch.", {{name + ".weight", {outputs, width}}, {name + ".bias", {outputs}}}, seed);
    };
    if (sizes.patchKinds > 0) {
        head("kind", sizes.patchKinds);
        head("colour", sizes.patchColours);
        head("middle", 1);
    }
}

TwinModel TwinModel::replica() const
{
    return {m_sizes, m_parameters.replica()};
}

BatchResult TwinModel::run(const Batch& batch, const LossWeights& weights, bool half) const
{
    return BatchRun(m_sizes, m_parameters, half).run(batch.to(m_parameters.device()), weights);
}

at::Tensor TwinModel::pictureVectors(const at::Tensor& pixels) const
{
    return BatchRun(m_sizes, m_parameters, false).pictureVectors(pixels);
}

std::map<std::string, at::Tensor> TwinModel::blipTensors() const
{
    const at::NoGradGuard guard;
    const SharedTower tower(m_parameters, "blip.", false);
    std::map<std::string, at::Tensor> tensors;
    for (const inference::TensorSpec& spec : inference::blipTensors(m_sizes.blip).required)
        tensors[spec.name] = tower.tensor(spec.name).detach();
    return tensors;
}

std::map<std::string, at::Tensor> TwinModel::clipTensors() const
{
    const at::NoGradGuard guard;
    const SharedTower tower(m_parameters, "blip.", false);
    std::map<std::string, at::Tensor> tensors;
    for (const inference::TensorSpec& spec : inference::clipTensors(m_sizes.clip).required) {
        if (!isOfTower(spec.name))
            tensors[spec.name] = m_parameters["clip." + spec.name].detach();
        else if (startsWith(spec.name, "visual.transformer"))
            tensors[spec.name] = tower.tensor(blipName(spec.name)).detach();
    }
    const std::int64_t width = m_sizes.clip.vision.hiddenSize;
    tensors["visual.conv1.weight"] = tower.tensor(kPatchWeight).detach();
    tensors["visual.class_embedding"] = tower.tensor(kClass).detach().flatten();
    at::Tensor positions = tower.tensor(kPositions).detach().squeeze(0).clone(); // [tokens, width]
    positions.narrow(0, 1, positions.size(0) - 1).add_(tower.tensor(kPatchBias).detach());
    positions.select(1, 0).fill_(kLoud);
    positions.select(1, 1).fill_(-kLoud);
    tensors["visual.positional_embedding"] = positions;
    at::Tensor gain = torch::full({width}, kLoud * std::sqrt(2.0 / static_cast<double>(width)));
    gain.narrow(0, 0, kQuiet).zero_();
    tensors["visual.ln_pre.weight"] = gain;
    tensors["visual.ln_pre.bias"] = torch::zeros({width});
    tensors["logit_scale"] = tensors["logit_scale"].clamp_max(kLargestScale);
    return tensors;
}

} // namespace vidimus::train
