#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/inference/config/tensor_list.h"
#include "core/inference/torch/tensor_source.h"

namespace vidimus::train {

/// What is trained: fp32 tensors by name, each a leaf of the graph that gathers its gradient. Thread: one at a time.
class Parameters {
public:
    /// Adds untrained tensors, as `fillTensor` of core/inference/synthesize begins them, their names behind `before`.
    void addUntrained(const std::string& before, const std::vector<inference::TensorSpec>& specs, std::uint64_t seed);
    void add(const std::string& name, const at::Tensor& values);

    /// To a GPU, or back. Before anything refers to the tensors.
    void moveTo(const at::Device& device);
    at::Device device() const;

    /// The same values in the same memory, with gradients of their own: one for each thread.
    Parameters replica() const;

    const at::Tensor& operator[](const std::string& name) const; ///< throws std::runtime_error where it is not there
    bool has(const std::string& name) const { return m_tensors.find(name) != m_tensors.end(); }
    const std::map<std::string, at::Tensor>& tensors() const { return m_tensors; }

private:
    std::map<std::string, at::Tensor> m_tensors;
};

/// The parameters whose names begin with `before`, as the models of core/inference take their weights.
class TrainedTensors : public inference::TensorSource {
public:
    /// `half`: matrices in bf16, which oneDNN multiplies several times as fast; norms and embeddings stay fp32.
    TrainedTensors(const Parameters& parameters, std::string before, bool half)
        : m_parameters(parameters), m_before(std::move(before)), m_half(half)
    {}

    at::Tensor tensor(const std::string& key) const override;
    bool has(const std::string& key) const override { return m_parameters.has(m_before + key); }

private:
    const Parameters& m_parameters; ///< outlives this
    std::string m_before;
    bool m_half;
};

} // namespace vidimus::train
