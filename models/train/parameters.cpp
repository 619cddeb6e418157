#include "models/train/parameters.h"

#include <cstring>
#include <stdexcept>

#include <torch/types.h>

#include "core/inference/synthesize/made_weights.h"

namespace vidimus::train {

namespace {

bool contains(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

/// What the models multiply with in bf16.
bool isOfMatrix(const std::string& key)
{
    for (const char* other : {"norm", "Norm", "ln_", "embedding", "logit_scale", "cls.predictions.bias"}) {
        if (contains(key, other) && !contains(key, "patch_embedding"))
            return false;
    }
    return true;
}

} // namespace

void Parameters::addUntrained(const std::string& before, const std::vector<inference::TensorSpec>& specs,
                              std::uint64_t seed)
{
    for (const inference::TensorSpec& spec : specs) {
        const inference::TensorToWrite tensor{spec.name, inference::Dtype::F32, spec.shape};
        at::Tensor values = torch::empty(spec.shape);
        inference::fillTensor(tensor, before + spec.name, seed,
                              {static_cast<std::byte*>(values.data_ptr()), static_cast<std::size_t>(values.nbytes())});
        add(before + spec.name, values);
    }
}

void Parameters::add(const std::string& name, const at::Tensor& values)
{
    m_tensors[name] = values.detach().requires_grad_(true);
}

void Parameters::moveTo(const at::Device& device)
{
    for (auto& [name, values] : m_tensors)
        values = values.detach().to(device).requires_grad_(true);
}

at::Device Parameters::device() const
{
    return m_tensors.empty() ? at::Device(at::kCPU) : m_tensors.begin()->second.device();
}

Parameters Parameters::replica() const
{
    Parameters copy;
    for (const auto& [name, values] : m_tensors)
        copy.add(name, values);
    return copy;
}

const at::Tensor& Parameters::operator[](const std::string& name) const
{
    const auto found = m_tensors.find(name);
    if (found == m_tensors.end())
        throw std::runtime_error("the parameter " + name + " is missing");
    return found->second;
}

at::Tensor TrainedTensors::tensor(const std::string& key) const
{
    const at::Tensor& values = m_parameters[m_before + key];
    return m_half && isOfMatrix(key) ? values.to(torch::kBFloat16) : values;
}

} // namespace vidimus::train
