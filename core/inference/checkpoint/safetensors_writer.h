#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/inference/checkpoint/tensor_view.h"

namespace vidimus::inference {

struct TensorToWrite {
    std::string name;
    Dtype dtype = Dtype::F32;
    Shape shape;
};

/// Called once for each tensor in the order given, with room for exactly its bytes.
using FillTensor = std::function<void(const TensorToWrite& tensor, std::span<std::byte> bytes)>;

/// Writes a checkpoint: header padded so that the data begin at a multiple of 8, tensors in the order given, one tensor
/// in memory at a time, to a temporary name that is synced and renamed, so that FILE is whole or not there.
/// Errors: OutOfSpace, PermissionDenied, ReadOnly, Cancelled, InvalidArgument (a name twice).
Result<void> writeSafetensors(const std::filesystem::path& file, const std::vector<TensorToWrite>& tensors,
                              const FillTensor& fill, const std::map<std::string, std::string>& metadata = {},
                              std::stop_token stop = {});

} // namespace vidimus::inference
