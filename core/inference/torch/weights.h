#pragma once

#include <string>
#include <string_view>

#include <ATen/core/Tensor.h>

#include "core/inference/checkpoint/checkpoint.h"

namespace vidimus::inference {

/// The tensors of a checkpoint as LibTorch sees them, by their keys: (weights / "encoder" / "layer" / 3)("dense.weight").
/// In fp32 on the processor they lie in the mapped file itself, which the tensors keep mapped; other types and devices
/// are copies. Thread: any.
class Weights {
public:
    Weights(const Checkpoint& checkpoint, at::Device device) : m_checkpoint(&checkpoint), m_device(device) {}

    Weights operator/(std::string_view part) const;
    Weights operator/(int index) const { return *this / std::to_string(index); }

    /// fp32. Throws std::runtime_error naming a tensor that is not there: checkTensors() comes first.
    at::Tensor operator()(std::string_view name) const;
    bool has(std::string_view name) const;
    at::Device device() const { return m_device; }

private:
    std::string fullName(std::string_view name) const;

    const Checkpoint* m_checkpoint; ///< outlives this; the tensors do not need it
    at::Device m_device;
    std::string m_scope; ///< with its dot at the end
};

} // namespace vidimus::inference
