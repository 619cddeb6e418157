#include "models/train/checkpoint_file.h"

#include <cstring>

#include <torch/types.h>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/safetensors_file.h"
#include "core/inference/checkpoint/safetensors_writer.h"

namespace vidimus::train {

namespace {

constexpr const char* kValue = "value.";

std::map<std::string, at::Tensor> everything(const TwinModel& model, const Optimiser& optimiser)
{
    std::map<std::string, at::Tensor> tensors = optimiser.state();
    for (const auto& [name, values] : model.parameters().tensors())
        tensors[kValue + name] = values.detach();
    return tensors;
}

template <typename T>
bool read(const std::map<std::string, std::string>& metadata, const char* key, T& value)
{
    const auto found = metadata.find(key);
    if (found == metadata.end())
        return false;
    try {
        value = static_cast<T>(std::stod(found->second));
    } catch (const std::exception&) {
        return false;
    }
    return true;
}

} // namespace

Result<void> saveCheckpoint(const std::filesystem::path& file, const TwinModel& model, const Optimiser& optimiser,
                            const Standing& standing)
{
    const std::map<std::string, at::Tensor> tensors = everything(model, optimiser);
    std::vector<inference::TensorToWrite> list;
    for (const auto& [name, values] : tensors)
        list.push_back({name, inference::Dtype::F32, values.sizes().vec()});
    const auto fill = [&](const inference::TensorToWrite& tensor, std::span<std::byte> bytes) {
        const at::Tensor values = tensors.at(tensor.name).cpu().contiguous();
        std::memcpy(bytes.data(), values.data_ptr(), bytes.size());
    };
    return inference::writeSafetensors(file, list, fill,
                                       {{"steps", std::to_string(standing.steps)},
                                        {"pictures", std::to_string(standing.pictures)},
                                        {"seconds", std::to_string(standing.seconds)}});
}

Result<Standing> loadCheckpoint(const std::filesystem::path& file, TwinModel& model, Optimiser& optimiser)
{
    const auto opened = inference::SafetensorsFile::open(file);
    if (!opened)
        return fail(opened.error());
    const auto& content = opened->content();
    Standing standing;
    if (!read(content.metadata, "steps", standing.steps) || !read(content.metadata, "pictures", standing.pictures) ||
        !read(content.metadata, "seconds", standing.seconds))
        return fail(ErrorCode::Corrupt, displayPath(file) + " is no checkpoint of a training.");
    const at::NoGradGuard guard;
    std::map<std::string, at::Tensor> state;
    for (const auto& [name, view] : content.tensors) {
        at::Tensor values = torch::empty(view.shape);
        if (view.dtype != inference::Dtype::F32 || view.bytes.size() != values.nbytes())
            return fail(ErrorCode::Corrupt, displayPath(file) + " holds a tensor of another type: " + name + ".");
        std::memcpy(values.data_ptr(), view.bytes.data(), view.bytes.size());
        state[name] = values;
    }
    for (const auto& [name, values] : model.parameters().tensors()) {
        const auto found = state.find(kValue + name);
        if (found == state.end() || found->second.sizes() != values.sizes())
            return fail(ErrorCode::Corrupt, displayPath(file) + " is of another model: " + name + " does not fit.");
        at::Tensor target = values.detach();
        target.copy_(found->second);
    }
    optimiser.restore(state, standing.steps);
    return standing;
}

} // namespace vidimus::train
