#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <ATen/core/Tensor.h>

#include "core/inference/checkpoint/checkpoint.h"
#include "core/inference/torch/tensor_source.h"

namespace vidimus::inference {

/// A model's tensors as LibTorch sees them, by the keys of its checkpoint:
/// (weights / "encoder" / "layer" / 3)("dense.weight"). Thread: any, if the source's is.
class Weights {
public:
    /// fp32. On the processor those that the checkpoint keeps so lie in the mapped file itself, which the tensors keep
    /// mapped; other types and devices are copies. `checkpoint` outlives this.
    Weights(const Checkpoint& checkpoint, at::Device device);
    explicit Weights(std::shared_ptr<const TensorSource> source) : m_source(std::move(source)) {}

    Weights operator/(std::string_view part) const
    {
        Weights inner = *this;
        inner.m_before.append(part).append(".");
        return inner;
    }
    Weights operator/(int index) const { return *this / std::to_string(index); }

    /// Throws std::runtime_error naming a tensor that is not there.
    at::Tensor operator()(std::string_view name) const { return m_source->tensor(m_before + std::string(name)); }
    bool has(std::string_view name) const { return m_source->has(m_before + std::string(name)); }

private:
    std::shared_ptr<const TensorSource> m_source;
    std::string m_before; ///< what the names here begin with, its dot at the end
};

} // namespace vidimus::inference
