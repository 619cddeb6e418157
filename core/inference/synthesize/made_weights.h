#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/inference/checkpoint/safetensors_writer.h"

namespace vidimus::inference {

/// Fills a tensor as untrained models begin: weights around 0 with deviation 0.02, LayerNorms 1 and 0, other biases 0,
/// a logit scale of 1/0.07; position_ids count. The values depend on `seed` and `source` (the tensor's name, or the one
/// it is tied to) alone. Several threads.
void fillTensor(const TensorToWrite& tensor, std::string_view source, std::uint64_t seed, std::span<std::byte> bytes);

} // namespace vidimus::inference
