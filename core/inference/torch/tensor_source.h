#pragma once

#include <string>

#include <ATen/core/Tensor.h>

namespace vidimus::inference {

/// Where a model's tensors come from: a checkpoint, or whoever trains them.
class TensorSource {
public:
    TensorSource() = default;
    TensorSource(const TensorSource&) = delete;
    TensorSource& operator=(const TensorSource&) = delete;
    virtual ~TensorSource() = default;

    /// Throws std::runtime_error naming a tensor that is not there.
    virtual at::Tensor tensor(const std::string& key) const = 0;
    virtual bool has(const std::string& key) const = 0;
};

} // namespace vidimus::inference
