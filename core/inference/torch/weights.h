#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <ATen/core/Tensor.h>

#include "core/inference/checkpoint/checkpoint_scope.h"

namespace vidimus::inference {

/// The tensors of a checkpoint as LibTorch sees them, by their keys: (weights / "encoder" / "layer" / 3)("dense.weight").
/// In fp32 on the processor they lie in the mapped file itself, which the tensors keep mapped; other types and devices
/// are copies. Thread: any.
class Weights {
public:
    Weights(const Checkpoint& checkpoint, at::Device device) : Weights(CheckpointScope(checkpoint), device) {}

    Weights operator/(std::string_view part) const { return {m_scope / part, m_device}; }
    Weights operator/(int index) const { return *this / std::to_string(index); }

    /// fp32. Throws std::runtime_error naming a tensor that is not there.
    at::Tensor operator()(std::string_view name) const;
    bool has(std::string_view name) const { return m_scope.has(name); }

private:
    Weights(CheckpointScope scope, at::Device device) : m_scope(std::move(scope)), m_device(device) {}

    CheckpointScope m_scope;
    at::Device m_device;
};

} // namespace vidimus::inference
